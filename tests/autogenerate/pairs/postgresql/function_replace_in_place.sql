-- keeps: SELECT oid FROM pg_proc WHERE proname = 'f'
-- before
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE t (id int DEFAULT f(1), a int CHECK (f(a) > 0), b int GENERATED ALWAYS AS (f(a)) STORED);
CREATE INDEX t_f ON t (f(a));
CREATE VIEW v AS SELECT f(a) FROM t;
-- after
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT 1';
CREATE TABLE t (id int DEFAULT f(1), a int CHECK (f(a) > 0), b int GENERATED ALWAYS AS (f(a)) STORED);
CREATE INDEX t_f ON t (f(a));
CREATE VIEW v AS SELECT f(a) FROM t;
-- expect
~ function f(integer)
