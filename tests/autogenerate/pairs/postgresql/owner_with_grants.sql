-- What a role was granted ends when it becomes the owner, and is there again when it is none any more.
-- settings: compare: { owners: true }
-- before
CREATE TABLE t (a int, b int);
GRANT SELECT ON t TO pg_monitor;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT EXECUTE ON FUNCTION f TO pg_monitor;
-- after
CREATE TABLE t (a int, b int);
ALTER TABLE t OWNER TO pg_monitor;
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION f OWNER TO pg_monitor;
-- expect
+ owner of table t
+ owner of function f()
