-- before
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE PROCEDURE body(x int) LANGUAGE sql AS 'DELETE FROM t WHERE id = x';
COMMENT ON PROCEDURE body(int) IS 'stays';
CREATE PROCEDURE atomic(x int) BEGIN ATOMIC INSERT INTO t VALUES (x); END;
GRANT EXECUTE ON PROCEDURE atomic(int) TO pg_monitor;
CREATE PROCEDURE kind() LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE arguments(x int) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE arguments(int) IS 'stays';
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE PROCEDURE body(x int) LANGUAGE sql SECURITY DEFINER AS 'DELETE FROM t WHERE id > x';
COMMENT ON PROCEDURE body(int) IS 'stays';
CREATE PROCEDURE atomic(x int) BEGIN ATOMIC INSERT INTO t VALUES (x + 1); END;
GRANT EXECUTE ON PROCEDURE atomic(int) TO pg_monitor;
CREATE FUNCTION kind() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE arguments(INOUT y int) LANGUAGE sql AS 'SELECT 1';
COMMENT ON PROCEDURE arguments(int) IS 'stays';
-- expect
~ procedure body(integer)
~ procedure atomic(integer)
- procedure kind()
+ function kind()
~ procedure arguments(integer)
