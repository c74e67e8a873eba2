-- refuses: no order works for these changes
-- code: unsupported
-- before
CREATE TABLE t (a int) PARTITION BY LIST (a);
CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1);
-- rows
INSERT INTO t VALUES (1);
-- after
CREATE TABLE t (a int);
CREATE TABLE t_1 (a int);
