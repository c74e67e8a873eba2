-- before
CREATE TABLE t (a int, b text);
CREATE INDEX i1 ON t (a);
CREATE UNIQUE INDEX i2 ON t (lower(b) DESC NULLS LAST) WHERE a > 1;
CREATE INDEX i3 ON t (b text_pattern_ops) INCLUDE (a) WITH (fillfactor = 60);
COMMENT ON INDEX i3 IS 'restored on the way back';
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (a int, b text);
-- expect
- index t.i1
- index t.i2
- index t.i3
