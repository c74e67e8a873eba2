-- before
CREATE TABLE t (a text, lo int, hi int);
-- after
CREATE TABLE t (a text, lo int, hi int, CONSTRAINT x EXCLUDE USING gist (int4range(lo, hi) WITH &&) INCLUDE (a), CONSTRAINT y EXCLUDE (lower(a) text_pattern_ops WITH =));
-- expect
+ exclusion t.x
+ exclusion t.y
