-- refuses: ... and to lack an index
-- code: unsupported
-- before
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE INDEX p_b ON p (b);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
-- after
CREATE TABLE p (a int, b int) PARTITION BY LIST (a);
CREATE INDEX p_b ON p (b);
CREATE TABLE p_1 (a int, b int);
