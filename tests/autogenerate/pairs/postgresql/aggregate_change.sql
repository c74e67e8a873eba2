-- before
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE AGGREGATE start(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
COMMENT ON AGGREGATE start(int) IS 'stays';
GRANT EXECUTE ON FUNCTION start(int) TO pg_monitor;
CREATE AGGREGATE step(int) (SFUNC = int4larger, STYPE = int);
CREATE FUNCTION step_of(s int, v int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT s';
CREATE AGGREGATE stays(int) (SFUNC = step_of, STYPE = int);
COMMENT ON AGGREGATE stays(int) IS 'stays';
CREATE VIEW v AS SELECT start(a), stays(a) FROM t;
COMMENT ON VIEW v IS 'stays';
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE AGGREGATE start(int) (SFUNC = int4pl, STYPE = int, INITCOND = '1');
COMMENT ON AGGREGATE start(int) IS 'stays';
GRANT EXECUTE ON FUNCTION start(int) TO pg_monitor;
CREATE AGGREGATE step(int) (SFUNC = int4smaller, STYPE = int, PARALLEL = SAFE);
CREATE FUNCTION step_of(other int, v int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT v';
CREATE AGGREGATE stays(int) (SFUNC = step_of, STYPE = int);
COMMENT ON AGGREGATE stays(int) IS 'stays';
CREATE VIEW v AS SELECT start(a), stays(a) FROM t;
COMMENT ON VIEW v IS 'stays';
-- expect
~ aggregate start(integer)
~ aggregate step(integer)
~ function step_of(integer,integer)
