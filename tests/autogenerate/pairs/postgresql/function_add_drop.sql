-- schemas: public app
-- before
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE FUNCTION gone(m mood) RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
COMMENT ON FUNCTION gone(mood) IS 'goes';
REVOKE EXECUTE ON FUNCTION gone(mood) FROM PUBLIC;
CREATE FUNCTION gone() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE VIEW over_gone AS SELECT gone();
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE SCHEMA app;
CREATE FUNCTION app."Full"(INOUT a int DEFAULT 5, VARIADIC rest text[] DEFAULT '{}', OUT b text) RETURNS record
  LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER PARALLEL SAFE COST 5 LEAKPROOF
  SET search_path = app, pg_temp SET work_mem = '1MB'
  AS $body$ BEGIN b := 'it''s $1 \ '; END $body$;
COMMENT ON FUNCTION app."Full"(int, text[]) IS 'everything';
GRANT EXECUTE ON FUNCTION app."Full"(int, text[]) TO pg_monitor WITH GRANT OPTION;
REVOKE EXECUTE ON FUNCTION app."Full"(int, text[]) FROM PUBLIC;
CREATE FUNCTION rows_of(m mood = 'sad') RETURNS TABLE (id int, a text) ROWS 5 LANGUAGE sql AS 'SELECT id, a FROM t';
CREATE FUNCTION over_rows() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM rows_of(); END;
CREATE FUNCTION moving(int) RETURNS int LANGUAGE sql WINDOW AS 'SELECT 1';
-- expect
+ schema app
- function gone(mood)
- function gone()
- view over_gone
+ function
