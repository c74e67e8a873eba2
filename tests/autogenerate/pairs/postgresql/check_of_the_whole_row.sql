-- A check calls a function that takes rows of the table.
-- before
CREATE TABLE gone (x date, y text);
CREATE FUNCTION is_good(gone) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.y IS NULL';
ALTER TABLE gone ADD CONSTRAINT good CHECK (is_good(gone.*));
-- after
CREATE TABLE t (a int, CONSTRAINT small CHECK (a < 100));
CREATE FUNCTION is_good(t) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.a > 0';
ALTER TABLE t ADD CONSTRAINT good CHECK (is_good(t.*));
-- expect
- table gone
- function is_good(gone)
+ table t
+ function is_good(t)
