-- schemas: public app
-- before
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE MATERIALIZED VIEW gone AS SELECT id, a FROM t;
CREATE INDEX gone_id ON gone (id);
CREATE VIEW over_gone AS SELECT id FROM gone;
-- rows
INSERT INTO t VALUES (1, 'x');
REFRESH MATERIALIZED VIEW gone;
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE SCHEMA app;
CREATE MATERIALIZED VIEW app."New" WITH (fillfactor = 50) AS SELECT id, a FROM t;
CREATE UNIQUE INDEX new_id ON app."New" (id) INCLUDE (a) WITH (fillfactor = 60);
CREATE INDEX ON app."New" (lower(a)) WHERE id > 0;
COMMENT ON MATERIALIZED VIEW app."New" IS 'new';
COMMENT ON COLUMN app."New".id IS 'the number';
GRANT SELECT ON app."New" TO pg_monitor;
CREATE MATERIALIZED VIEW hollow AS SELECT id FROM app."New" WITH NO DATA;
-- expect
+ schema app
- materialized view gone
- view over_gone
+ materialized view app."New"
+ materialized view hollow
