-- before
CREATE TABLE t (a int, b int);
CREATE INDEX i1 ON t (a) WHERE b > 1;
CREATE INDEX i2 ON t (a) WHERE b > 1;
CREATE INDEX i3 ON t (a);
-- after
CREATE TABLE t (a int, b int);
CREATE INDEX i1 ON t (a) WHERE b > 2;
CREATE INDEX i2 ON t (a);
CREATE INDEX i3 ON t (a) WHERE b IS NULL;
-- expect
~ index t.i1
~ index t.i2
~ index t.i3
