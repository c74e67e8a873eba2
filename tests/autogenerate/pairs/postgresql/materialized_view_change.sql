-- before
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
CREATE UNIQUE INDEX m_id ON m (id);
CREATE INDEX m_a ON m (a);
COMMENT ON INDEX m_a IS 'stays';
COMMENT ON MATERIALIZED VIEW m IS 'stays';
GRANT SELECT ON m TO pg_monitor;
CREATE MATERIALIZED VIEW parameter WITH (fillfactor = 50) AS SELECT id FROM t;
CREATE VIEW over_m AS SELECT id FROM m;
COMMENT ON VIEW over_m IS 'stays';
-- rows
INSERT INTO t VALUES (1, 'x');
REFRESH MATERIALIZED VIEW m;
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE MATERIALIZED VIEW m AS SELECT id, a, 1 AS n FROM t WHERE id > 0;
CREATE UNIQUE INDEX m_id ON m (id, n);
CREATE INDEX m_a ON m (a);
COMMENT ON INDEX m_a IS 'stays';
COMMENT ON MATERIALIZED VIEW m IS 'stays';
GRANT SELECT ON m TO pg_monitor;
CREATE MATERIALIZED VIEW parameter WITH (fillfactor = 60, autovacuum_enabled = false) AS SELECT id FROM t;
CREATE VIEW over_m AS SELECT id FROM m;
COMMENT ON VIEW over_m IS 'stays';
-- expect
~ materialized view m
~ materialized view parameter
