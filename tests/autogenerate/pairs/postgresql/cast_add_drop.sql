-- before
CREATE TYPE a AS (n int);
CREATE FUNCTION to_int(a) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT ($1).n';
CREATE CAST (a AS int) WITH FUNCTION to_int(a) AS IMPLICIT;
-- after
CREATE TYPE a AS (n int);
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE FUNCTION to_a(int) RETURNS a LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1)::a';
CREATE CAST (int AS a) WITH FUNCTION to_a(int) AS ASSIGNMENT;
COMMENT ON CAST (int AS a) IS 'from a number';
CREATE CAST (mood AS text) WITH INOUT AS IMPLICIT;
CREATE CAST (a AS text) WITH INOUT;
CREATE VIEW v AS SELECT 1::a AS a;
-- expect
- function to_int(a)
- cast (a AS integer)
+ enum mood
+ function to_a(integer)
+ cast (integer AS a)
+ cast (mood AS text)
+ cast (a AS text)
+ view v
