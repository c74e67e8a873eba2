-- a key that is a part of an index, and such an index, go while their table is no partition
-- before
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (CONSTRAINT p1_own PRIMARY KEY (a)) FOR VALUES IN (1);
CREATE UNIQUE INDEX p_index ON p (a);
CREATE TABLE q (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE q1 PARTITION OF q (CONSTRAINT q1_own UNIQUE (a)) FOR VALUES IN (1);
CREATE UNIQUE INDEX q_index ON q (a);
CREATE TABLE r (a int) PARTITION BY LIST (a);
CREATE TABLE r1 PARTITION OF r (CONSTRAINT r1_own PRIMARY KEY (a)) FOR VALUES IN (1);
CREATE UNIQUE INDEX r_index ON r (a);
-- rows
INSERT INTO p VALUES (1);
INSERT INTO q VALUES (1);
-- after
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (CONSTRAINT p1_own PRIMARY KEY (a)) FOR VALUES IN (1);
CREATE TABLE q (a int NOT NULL, CONSTRAINT q_own UNIQUE (a)) PARTITION BY LIST (a);
CREATE TABLE q1 PARTITION OF q FOR VALUES IN (1);
CREATE TABLE r (a int) PARTITION BY LIST (a);
CREATE TABLE r1 PARTITION OF r FOR VALUES IN (1);
-- expect
- primary key r1.r1_own
- index r.r_index
- key attachment
- NOT NULL
- index p.p_index
- key attachment
- unique q1.q1_own
- index q.q_index
+ unique q.q_own
- key attachment
