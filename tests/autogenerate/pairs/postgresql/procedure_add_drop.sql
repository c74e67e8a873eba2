-- before
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE PROCEDURE gone(x int) LANGUAGE sql AS 'DELETE FROM t WHERE id = x';
COMMENT ON PROCEDURE gone(int) IS 'goes';
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE PROCEDURE new(x t, INOUT y int) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS 'BEGIN COMMIT; END';
COMMENT ON PROCEDURE new(t, int) IS 'is new';
GRANT EXECUTE ON PROCEDURE new(t, int) TO pg_monitor;
CREATE PROCEDURE atomic(x int) BEGIN ATOMIC INSERT INTO t VALUES (x); END;
REVOKE EXECUTE ON PROCEDURE atomic(int) FROM PUBLIC;
-- expect
- procedure gone(integer)
+ procedure new(t,integer)
+ procedure atomic(integer)
