-- allows: ~ function
-- allows: ~ column
-- allows: ~ view
-- allows: ~ check
-- allows: ~ index
-- allows: ~ policy
-- allows: ~ trigger
-- before
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE TABLE t (id int PRIMARY KEY DEFAULT f(1), a int, b int GENERATED ALWAYS AS (f(a)) STORED,
  CONSTRAINT c CHECK (f(a) > 0));
CREATE INDEX t_f ON t (f(a));
CREATE POLICY p ON t USING (f(a) > 0);
COMMENT ON POLICY p ON t IS 'stays';
CREATE VIEW v AS SELECT id, f(a) AS a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE FUNCTION body(x int) RETURNS bigint BEGIN ATOMIC SELECT f(x)::bigint; END;
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (f(new.a) > 1) EXECUTE FUNCTION fire();
COMMENT ON FUNCTION f(int) IS 'stays';
GRANT SELECT ON w TO pg_monitor;
-- rows
INSERT INTO t VALUES (1, 5);
-- after
CREATE FUNCTION f(a int) RETURNS smallint LANGUAGE sql IMMUTABLE AS 'SELECT a::smallint';
CREATE TABLE t (id int PRIMARY KEY DEFAULT f(1), a int, b int GENERATED ALWAYS AS (f(a)) STORED,
  CONSTRAINT c CHECK (f(a) > 0));
CREATE INDEX t_f ON t (f(a));
CREATE POLICY p ON t USING (f(a) > 0);
COMMENT ON POLICY p ON t IS 'stays';
CREATE VIEW v AS SELECT id, f(a) AS a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE FUNCTION body(x int) RETURNS bigint BEGIN ATOMIC SELECT f(x)::bigint; END;
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (f(new.a) > 1) EXECUTE FUNCTION fire();
COMMENT ON FUNCTION f(int) IS 'stays';
GRANT SELECT ON w TO pg_monitor;
-- expect
~ function f(integer)
