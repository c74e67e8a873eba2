-- differs: the print of a print gives the NULL a name
-- schemas: public app
-- before
CREATE TABLE t (a int, b int);
CREATE SCHEMA app;
CREATE TABLE app.t (a int, b int);
CREATE VIEW v WITH (security_barrier = true) AS
  SELECT x.a, x.b FROM (SELECT t.a, 5 AS n FROM t UNION ALL SELECT t.a, NULL FROM t) x(a, b);
CREATE MATERIALIZED VIEW app.m AS
  SELECT x.a, x.b FROM (SELECT t.a, 5 AS n FROM app.t UNION ALL SELECT t.a, NULL FROM app.t) x(a, b);
CREATE POLICY p ON app.t AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (a > 0) WITH CHECK (
  EXISTS (SELECT FROM (SELECT u.a, 5 AS n FROM t u UNION ALL SELECT u.a, NULL FROM t u) x(a, b) WHERE x.b = t.b));
CREATE RULE r AS ON DELETE TO t WHERE old.a > 0 DO INSTEAD
  UPDATE app.t SET b = x.b FROM (SELECT u.a, 5 AS n FROM t u UNION ALL SELECT u.a, NULL FROM t u) x(a, b)
  WHERE x.a = old.a;
CREATE FUNCTION f(a int DEFAULT 1) RETURNS bigint LANGUAGE sql BEGIN ATOMIC
  SELECT count(*) FROM (SELECT t.a, 5 AS n FROM t UNION ALL SELECT t.a, NULL FROM t) x(a, b) WHERE x.a = f.a;
END;
CREATE PROCEDURE app.q() LANGUAGE sql BEGIN ATOMIC
  INSERT INTO t SELECT x.a, x.b FROM (SELECT t.a, 5 AS n FROM t UNION ALL SELECT t.a, NULL FROM t) x(a, b);
END;
-- after
CREATE TABLE t (a int, b int);
CREATE SCHEMA app;
CREATE TABLE app.t (a int, b int);
CREATE VIEW v WITH (security_barrier = true) AS
  SELECT x.a, x.b FROM (SELECT t.a, 5 AS n FROM t UNION ALL SELECT t.a, NULL::integer AS int4 FROM t) x(a, b);
CREATE MATERIALIZED VIEW app.m AS
  SELECT x.a, x.b FROM (SELECT t.a, 5 AS n FROM app.t UNION ALL SELECT t.a, NULL::integer AS int4 FROM app.t) x(a, b);
CREATE POLICY p ON app.t AS RESTRICTIVE FOR UPDATE TO PUBLIC USING (a > 0) WITH CHECK (
  EXISTS (SELECT FROM (SELECT u.a, 5 AS n FROM t u UNION ALL SELECT u.a, NULL::integer AS int4 FROM t u) x(a, b)
    WHERE x.b = t.b));
CREATE RULE r AS ON DELETE TO t WHERE old.a > 0 DO INSTEAD
  UPDATE app.t SET b = x.b FROM (SELECT u.a, 5 AS n FROM t u UNION ALL SELECT u.a, NULL::integer AS int4 FROM t u) x(a, b)
  WHERE x.a = old.a;
CREATE FUNCTION f(a int DEFAULT 1) RETURNS bigint LANGUAGE sql BEGIN ATOMIC
  SELECT count(*) FROM (SELECT t.a, 5 AS n FROM t UNION ALL SELECT t.a, NULL::integer AS int4 FROM t) x(a, b)
  WHERE x.a = f.a;
END;
CREATE PROCEDURE app.q() LANGUAGE sql BEGIN ATOMIC
  INSERT INTO t SELECT x.a, x.b FROM (SELECT t.a, 5 AS n FROM t UNION ALL SELECT t.a, NULL::integer AS int4 FROM t) x(a, b);
END;
-- expect
no change
