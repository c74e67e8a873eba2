-- a key of a partition that is its part of an index of the parent stays that
-- before
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (CONSTRAINT p1_key PRIMARY KEY (a)) FOR VALUES IN (1);
CREATE UNIQUE INDEX p_index ON p (a);
-- after
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (CONSTRAINT p1_key PRIMARY KEY (a)) FOR VALUES IN (1);
CREATE UNIQUE INDEX p_index ON p (a);
-- expect
no change
