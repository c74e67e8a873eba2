-- allows: ~ view v
-- allows: ~ column t.a
-- schemas: public app
-- keeps: SELECT array_agg(oid ORDER BY extname) FROM pg_extension WHERE extname <> 'plpgsql'
-- before
CREATE SCHEMA app;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION citext;
COMMENT ON EXTENSION citext IS 'old';
CREATE TABLE t (id int PRIMARY KEY, a citext);
CREATE INDEX t_a ON t USING gin ((a::text) gin_trgm_ops);
CREATE VIEW v AS SELECT a FROM t WHERE a = 'x';
COMMENT ON VIEW v IS 'stays';
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE SCHEMA app;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION citext SCHEMA app;
COMMENT ON EXTENSION citext IS 'new';
CREATE TABLE t (id int PRIMARY KEY, a app.citext);
CREATE INDEX t_a ON t USING gin ((a::text) gin_trgm_ops);
CREATE VIEW v AS SELECT a FROM t WHERE a OPERATOR(app.=) 'x';
COMMENT ON VIEW v IS 'stays';
-- expect
~ schema
~ comment
