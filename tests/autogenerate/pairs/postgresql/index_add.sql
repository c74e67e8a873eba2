-- before
CREATE TABLE t (a int, b text);
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (a int, b text);
CREATE INDEX i1 ON t (a);
CREATE UNIQUE INDEX i2 ON t (b, a DESC);
CREATE INDEX i3 ON t (lower(b), a);
CREATE INDEX i4 ON t (a) WHERE b IS NOT NULL;
CREATE INDEX i5 ON t USING hash (b);
CREATE INDEX i6 ON t (b text_pattern_ops);
CREATE INDEX i7 ON t (b COLLATE "C");
CREATE INDEX i8 ON t (a) INCLUDE (b);
CREATE INDEX i9 ON t (a NULLS FIRST, b DESC NULLS LAST);
CREATE INDEX i10 ON t (a) WITH (fillfactor = 50);
CREATE UNIQUE INDEX i11 ON t (a) NULLS NOT DISTINCT;
CREATE INDEX i12 ON t USING brin (a) WITH (pages_per_range = 64);
COMMENT ON INDEX i12 IS 'flat';
-- expect
+ index t.i1
+ index t.i2
+ index t.i3
+ index t.i4
+ index t.i5
+ index t.i6
+ index t.i7
+ index t.i8
+ index t.i9
+ index t.i10
+ index t.i11
+ index t.i12
