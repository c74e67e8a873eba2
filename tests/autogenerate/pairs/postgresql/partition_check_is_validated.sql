-- a check that is tried on the rows of one partition is taken back with the parent's check
-- before
CREATE TABLE t (id int, a int) PARTITION BY LIST (a);
CREATE TABLE first PARTITION OF t FOR VALUES IN (1);
CREATE TABLE second PARTITION OF t FOR VALUES IN (2);
ALTER TABLE t ADD CONSTRAINT small CHECK (id < 5) NOT VALID;
ALTER TABLE first VALIDATE CONSTRAINT small;
-- rows
INSERT INTO t VALUES (1, 1), (2, 2);
-- after
CREATE TABLE t (id int, a int) PARTITION BY LIST (a);
CREATE TABLE first PARTITION OF t FOR VALUES IN (1);
CREATE TABLE second PARTITION OF t FOR VALUES IN (2);
ALTER TABLE t ADD CONSTRAINT small CHECK (id < 5) NOT VALID;
ALTER TABLE first VALIDATE CONSTRAINT small;
ALTER TABLE second VALIDATE CONSTRAINT small;
-- expect
+ validation
