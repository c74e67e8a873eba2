-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('pair', 'under_table')
-- loses: t.p
-- before
CREATE TYPE pair AS (a int, gone text, b text);
COMMENT ON TYPE pair IS 'stays';
COMMENT ON COLUMN pair.b IS 'old';
CREATE FUNCTION f(p pair) RETURNS int LANGUAGE sql AS 'SELECT p.a::int';
COMMENT ON FUNCTION f(pair) IS 'stays';
CREATE TYPE over_pair AS (p pair);
CREATE TYPE under_table AS (a int, b text);
CREATE TABLE t (id int PRIMARY KEY, p under_table);
CREATE VIEW v AS SELECT id, (p).a FROM t;
COMMENT ON VIEW v IS 'stays';
-- rows
INSERT INTO t VALUES (1, '(1,x)');
-- after
CREATE DOMAIN d AS int;
CREATE TYPE pair AS (a bigint, b text COLLATE "C", new d[]);
COMMENT ON TYPE pair IS 'stays';
COMMENT ON COLUMN pair.b IS 'new';
CREATE FUNCTION f(p pair) RETURNS int LANGUAGE sql AS 'SELECT p.a::int';
COMMENT ON FUNCTION f(pair) IS 'stays';
CREATE TYPE over_pair AS (p pair);
CREATE TYPE under_table AS (a int, b text, c int);
CREATE TABLE t (id int PRIMARY KEY, p under_table);
CREATE VIEW v AS SELECT id, (p).a FROM t;
COMMENT ON VIEW v IS 'stays';
-- expect
~ attribute
+ attribute
- attribute
~ comment
+ domain d
