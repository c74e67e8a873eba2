-- before
CREATE TABLE t (a INTEGER, b TEXT);
CREATE INDEX i1 ON t (a);
CREATE UNIQUE INDEX i2 ON t (lower(b) DESC) WHERE a > 1;
CREATE INDEX i3 ON t (b COLLATE RTRIM);
-- after
CREATE TABLE t (a INTEGER, b TEXT);
-- expect
- index t.i1
- index t.i2
- index t.i3
