-- schemas: public app
-- before
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE AGGREGATE gone(int) (SFUNC = int4larger, STYPE = int);
COMMENT ON AGGREGATE gone(int) IS 'goes';
CREATE VIEW over_gone AS SELECT gone(a) FROM t;
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE SCHEMA app;
CREATE FUNCTION app.step(s bigint, v int) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT s + v';
CREATE FUNCTION app.back(s bigint, v int) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT s - v';
CREATE FUNCTION app.last(s bigint) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT s::text';
CREATE FUNCTION app.join_states(a bigint, b bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
CREATE AGGREGATE app."Sum"(int) (SFUNC = app.step, STYPE = bigint, FINALFUNC = app.last, INITCOND = '0', COMBINEFUNC = app.join_states,
  MSFUNC = app.step, MINVFUNC = app.back, MSTYPE = bigint, MFINALFUNC = app.last, MINITCOND = '1', PARALLEL = SAFE);
COMMENT ON AGGREGATE app."Sum"(int) IS 'a sum';
GRANT EXECUTE ON FUNCTION app."Sum"(int) TO pg_monitor;
REVOKE EXECUTE ON FUNCTION app."Sum"(int) FROM PUBLIC;
CREATE AGGREGATE rows_seen(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
CREATE AGGREGATE largest(int) (SFUNC = int4larger, STYPE = int, SORTOP = >);
CREATE AGGREGATE middle(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE AGGREGATE ranks(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal,
  FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
-- expect
+ schema app
- aggregate gone(integer)
- view over_gone
+ function
+ aggregate
