-- before
CREATE TABLE t (a INTEGER, b TEXT);
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (a INTEGER, b TEXT);
CREATE INDEX i1 ON t (a);
CREATE UNIQUE INDEX i2 ON t (b, a DESC);
CREATE INDEX i3 ON t (lower(b), a);
CREATE INDEX i4 ON t (a) WHERE b IS NOT NULL;
CREATE INDEX i5 ON t (b COLLATE NOCASE);
-- expect
+ index t.i1
+ index t.i2
+ index t.i3
+ index t.i4
+ index t.i5
