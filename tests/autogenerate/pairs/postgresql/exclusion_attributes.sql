-- before
CREATE TABLE t (r int4range, s int4range, CONSTRAINT x1 EXCLUDE USING gist (r WITH &&), CONSTRAINT x2 EXCLUDE USING gist (s WITH &&), CONSTRAINT x3 EXCLUDE USING gist (r WITH &&) WHERE (NOT isempty(s)), CONSTRAINT x4 EXCLUDE USING gist (s WITH =));
-- rows
INSERT INTO t VALUES ('[1,2)', '[1,2)');
-- after
CREATE TABLE t (r int4range, s int4range, CONSTRAINT x1 EXCLUDE USING gist (r WITH &&, s WITH =), CONSTRAINT x2 EXCLUDE USING gist (r WITH =), CONSTRAINT x3 EXCLUDE USING gist (r WITH &&), CONSTRAINT x4 EXCLUDE USING gist (s WITH =) DEFERRABLE);
-- expect
~ exclusion t.x1
~ exclusion t.x2
~ exclusion t.x3
~ exclusion t.x4
