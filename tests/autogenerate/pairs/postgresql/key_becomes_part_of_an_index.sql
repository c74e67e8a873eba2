-- an index of a partitioned table is made behind the keys of partitions that it takes for its parts
-- before
CREATE TABLE p (a int NOT NULL, b int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
-- rows
INSERT INTO p VALUES (1, 1), (2, 1);
-- after
CREATE TABLE p (a int NOT NULL, b int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (CONSTRAINT p1_own PRIMARY KEY (a, b)) FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
CREATE UNIQUE INDEX p_index ON p (a, b);
CREATE TABLE q (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE q1 PARTITION OF q (CONSTRAINT q1_own UNIQUE (a)) FOR VALUES IN (1);
CREATE UNIQUE INDEX q_index ON q (a);
CREATE TABLE r (a int REFERENCES q (a));
-- expect
+ table q
+ table q1
+ table r
+ primary key p1
+ index p.p_index
+ key attachment
+ key attachment
