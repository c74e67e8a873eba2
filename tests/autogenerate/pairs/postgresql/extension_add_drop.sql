-- schemas: public app
-- before
CREATE EXTENSION hstore;
CREATE TABLE t (id int PRIMARY KEY, a text);
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE SCHEMA app;
CREATE EXTENSION pg_trgm SCHEMA app;
CREATE EXTENSION citext;
COMMENT ON EXTENSION citext IS 'our own words';
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE INDEX t_a ON t USING gin (a app.gin_trgm_ops);
CREATE TABLE u (a citext PRIMARY KEY);
CREATE VIEW v AS SELECT app.similarity(a, 'x') FROM t;
-- expect
+ schema app
- extension hstore
+ extension pg_trgm
+ extension citext
+ index t.t_a
+ table u
+ view v
