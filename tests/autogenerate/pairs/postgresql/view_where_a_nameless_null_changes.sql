-- what a view, a policy and a function say differs beside what the server prints in another way
-- schemas: public app
-- before
CREATE TABLE t (a int, b int);
CREATE SCHEMA app;
CREATE VIEW v AS SELECT x.a, x.b FROM (SELECT t.a, 5 AS n FROM t UNION ALL SELECT t.a, NULL FROM t) x(a, b);
CREATE VIEW app.w AS SELECT x.a, x.b FROM (SELECT t.a, 5 AS n FROM t UNION ALL SELECT t.a, NULL FROM t) x(a, b);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC
  SELECT count(*) FROM (SELECT t.a, 5 AS n FROM t UNION ALL SELECT t.a, NULL FROM t) x(a, b);
END;
-- after
CREATE TABLE t (a int, b int, c int);
CREATE SCHEMA app;
CREATE VIEW v AS SELECT x.a, x.b FROM (SELECT t.a, 6 AS n FROM t UNION ALL SELECT t.a, NULL::integer AS int4 FROM t) x(a, b);
CREATE VIEW app.w AS SELECT x.a, x.b FROM (SELECT t.a, t.c AS n FROM t UNION ALL SELECT t.a, NULL::integer AS int4 FROM t) x(a, b);
CREATE FUNCTION f() RETURNS bigint LANGUAGE sql BEGIN ATOMIC
  SELECT count(*) FROM (SELECT t.b, 5 AS n FROM t UNION ALL SELECT t.a, NULL::integer AS int4 FROM t) x(a, b);
END;
-- expect
+ column t.c
~ view v
~ view app.w
~ function f()
