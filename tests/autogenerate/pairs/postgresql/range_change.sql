-- before
CREATE TYPE r AS RANGE (SUBTYPE = int);
COMMENT ON TYPE r IS 'stays';
GRANT USAGE ON TYPE r TO pg_monitor;
CREATE TYPE many AS RANGE (SUBTYPE = int, MULTIRANGE_TYPE_NAME = old_many);
CREATE TABLE t (id int PRIMARY KEY, a r DEFAULT '[1,2)', b r[], c r, CONSTRAINT filled CHECK (NOT isempty(a)));
CREATE INDEX t_a ON t USING gist (a);
CREATE VIEW v AS SELECT id, a FROM t;
COMMENT ON VIEW v IS 'stays';
CREATE FUNCTION f(x r) RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION f(r) IS 'stays';
-- rows
INSERT INTO t VALUES (1, '[1,5)', '{"[2,3)","empty"}', NULL);
-- after
CREATE TYPE r AS RANGE (SUBTYPE = bigint);
COMMENT ON TYPE r IS 'stays';
GRANT USAGE ON TYPE r TO pg_monitor;
CREATE TYPE many AS RANGE (SUBTYPE = int, MULTIRANGE_TYPE_NAME = new_many);
CREATE TABLE t (id int PRIMARY KEY, a r DEFAULT '[1,2)', b r[], c r, CONSTRAINT filled CHECK (NOT isempty(a)));
CREATE INDEX t_a ON t USING gist (a);
CREATE VIEW v AS SELECT id, a FROM t;
COMMENT ON VIEW v IS 'stays';
CREATE FUNCTION f(x r) RETURNS int LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION f(r) IS 'stays';
-- expect
~ type r
~ type many
