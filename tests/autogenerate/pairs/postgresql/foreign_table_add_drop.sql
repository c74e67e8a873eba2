-- before
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE TYPE mood AS ENUM ('a');
CREATE FOREIGN TABLE gone (a int, m mood) SERVER s;
CREATE VIEW of_gone AS SELECT a FROM gone;
-- after
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE TYPE pair AS (a int, b int);
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE SEQUENCE q;
CREATE FOREIGN TABLE t (
  id int OPTIONS (column_name 'ID', x 'it''s') NOT NULL DEFAULT nextval('q'),
  name text COLLATE "C" DEFAULT 'it''s',
  p pair, n int DEFAULT one(), twice int GENERATED ALWAYS AS (n * 2) STORED,
  CONSTRAINT positive CHECK (n > 0), CHECK (name <> '') NO INHERIT
) SERVER s OPTIONS (table_name 'T', schema_name 's');
COMMENT ON FOREIGN TABLE t IS 'elsewhere';
COMMENT ON COLUMN t.name IS 'a name';
COMMENT ON CONSTRAINT positive ON t IS 'more than none';
GRANT SELECT, INSERT ON t TO pg_monitor;
GRANT UPDATE (name) ON t TO pg_monitor;
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
CREATE VIEW v AS SELECT name, (p).a FROM t;
-- expect
- enum mood
- foreign table gone
- view of_gone
+ type pair
+ function one()
+ function f()
+ sequence q
+ foreign table t
+ view v
