-- before
CREATE TYPE a AS (n int);
CREATE FUNCTION one(int) RETURNS a LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1)::a';
CREATE CAST (int AS a) WITH FUNCTION one(int);
COMMENT ON CAST (int AS a) IS 'from a number';
CREATE VIEW v AS SELECT 1::a AS a;
-- after
CREATE TYPE a AS (n int);
CREATE FUNCTION two(int) RETURNS a LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1 + 1)::a';
CREATE CAST (int AS a) WITH FUNCTION two(int) AS ASSIGNMENT;
COMMENT ON CAST (int AS a) IS 'from a number';
CREATE VIEW v AS SELECT 1::a AS a;
-- expect
- function one(integer)
+ function two(integer)
~ cast (integer AS a)
