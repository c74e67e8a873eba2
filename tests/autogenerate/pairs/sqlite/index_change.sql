-- before
CREATE TABLE t (a INTEGER, b TEXT, c INTEGER);
CREATE INDEX i1 ON t (a, b);
CREATE INDEX i2 ON t (a);
CREATE INDEX i3 ON t (a);
CREATE INDEX i4 ON t (lower(b));
CREATE INDEX i5 ON t (a) WHERE c > 1;
CREATE INDEX i6 ON t (b);
CREATE INDEX i7 ON t (a) WHERE c > 1;
CREATE INDEX i8 ON t (c);
-- rows
INSERT INTO t VALUES (1, 'x', 2);
-- after
CREATE TABLE t (a INTEGER, b TEXT, c INTEGER);
CREATE INDEX i1 ON t (b, a);
CREATE UNIQUE INDEX i2 ON t (a);
CREATE INDEX i3 ON t (a DESC);
CREATE INDEX i4 ON t (upper(b));
CREATE INDEX i5 ON t (a) WHERE c > 2;
CREATE INDEX i6 ON t (b COLLATE NOCASE);
CREATE INDEX i7 ON t (a);
CREATE INDEX i8 ON t (c) WHERE a IS NULL;
-- expect
~ index t.i1
~ index t.i2
~ index t.i3
~ index t.i4
~ index t.i5
~ index t.i6
~ index t.i7
~ index t.i8
