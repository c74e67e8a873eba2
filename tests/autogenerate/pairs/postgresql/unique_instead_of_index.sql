-- before
CREATE TABLE t (a int);
CREATE UNIQUE INDEX u ON t (a);
-- rows
INSERT INTO t VALUES (1);
-- after
CREATE TABLE t (a int, CONSTRAINT u UNIQUE (a));
-- expect
- index t.u
+ unique t.u
