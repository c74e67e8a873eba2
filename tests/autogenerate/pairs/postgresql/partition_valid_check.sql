-- a check that is not tried on the parent's rows is valid in the partition that came later
-- before
CREATE TABLE t (id int, a int) PARTITION BY LIST (a);
CREATE TABLE first PARTITION OF t FOR VALUES IN (1);
ALTER TABLE t ADD CONSTRAINT small CHECK (id < 5) NOT VALID;
CREATE TABLE second PARTITION OF t FOR VALUES IN (2);
-- after
CREATE TABLE t (id int, a int, CONSTRAINT small CHECK (id < 7)) PARTITION BY LIST (a);
CREATE TABLE first PARTITION OF t FOR VALUES IN (1);
ALTER TABLE t ADD CONSTRAINT tiny CHECK (a < 9) NOT VALID;
CREATE TABLE second PARTITION OF t FOR VALUES IN (2);
-- expect
~ check t.small
+ check t.tiny
+ validation
- validation
