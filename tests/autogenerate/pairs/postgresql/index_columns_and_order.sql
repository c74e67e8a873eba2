-- before
CREATE TABLE t (a int, b int, c int);
CREATE INDEX i1 ON t (a, b);
CREATE INDEX i2 ON t (a);
CREATE INDEX i3 ON t (a);
CREATE INDEX i4 ON t (a NULLS FIRST);
CREATE INDEX i5 ON t (a);
CREATE INDEX i6 ON t (a DESC);
-- after
CREATE TABLE t (a int, b int, c int);
CREATE INDEX i1 ON t (b, a);
CREATE INDEX i2 ON t (a, c);
CREATE INDEX i3 ON t (a DESC);
CREATE INDEX i4 ON t (a);
CREATE UNIQUE INDEX i5 ON t (a);
CREATE INDEX i6 ON t (a DESC NULLS LAST);
-- expect
~ index t.i1
~ index t.i2
~ index t.i3
~ index t.i4
~ index t.i5
~ index t.i6
