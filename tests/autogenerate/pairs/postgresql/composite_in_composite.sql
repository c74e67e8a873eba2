-- An attribute changes its type under another type, columns and arrays of both.
-- loses: t.p t.ps t.w t.ws t.o t.d t.ds
-- keeps: SELECT (p).a, (ps[2]).b, ((w).one).a, (w).many[1].b, (w).n, (ws[1]).one.b, (o).w.one.b, (d).b, (ds[1]).a FROM t
-- before
CREATE TYPE part AS (a int, b text);
CREATE TYPE whole AS (one part, many part[], n int);
CREATE TYPE over AS (w whole);
CREATE DOMAIN certain AS part CHECK ((value).a > 0);
CREATE TABLE t (id int PRIMARY KEY, p part, ps part[], w whole, ws whole[], o over, d certain, ds certain[]);
CREATE INDEX t_a ON t (((p).a));
CREATE VIEW v AS SELECT id, (w).one, (w).many, o FROM t;
COMMENT ON VIEW v IS 'stays';
CREATE FUNCTION f(x whole) RETURNS part LANGUAGE sql AS 'SELECT x.one';
-- rows
INSERT INTO t VALUES (1, '(1,x)', '{"(2,y)","(3,z)"}', ROW(ROW(4, 'x'), ARRAY[ROW(5, 'a,b')::part], 6), ARRAY[ROW(ROW(7, 'x y')::part, NULL, 8)::whole], ROW(ROW(ROW(9, '"q"'), NULL, NULL)), '(9,z)', '{"(10,z)"}');
-- after
CREATE TYPE part AS (a bigint, b varchar(20), c date);
CREATE TYPE whole AS (one part, many part[], n int);
CREATE TYPE over AS (w whole);
CREATE DOMAIN certain AS part CHECK ((value).a > 0);
CREATE TABLE t (id int PRIMARY KEY, p part, ps part[], w whole, ws whole[], o over, d certain, ds certain[]);
CREATE INDEX t_a ON t (((p).a));
CREATE VIEW v AS SELECT id, (w).one, (w).many, o FROM t;
COMMENT ON VIEW v IS 'stays';
CREATE FUNCTION f(x whole) RETURNS part LANGUAGE sql AS 'SELECT x.one';
-- expect
~ attribute
~ attribute
+ attribute
