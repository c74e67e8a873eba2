-- A model that says nothing of privileges drops them with what they are on; the way back makes both.
-- before
CREATE TABLE t (a int, b int);
GRANT SELECT ON t TO PUBLIC;
GRANT UPDATE (b) ON t TO PUBLIC;
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
GRANT EXECUTE ON FUNCTION f TO pg_monitor;
CREATE VIEW v AS SELECT 1 AS one;
ALTER VIEW v OWNER TO pg_monitor;
-- after
-- expect
- table t
- function f(integer)
- view v
