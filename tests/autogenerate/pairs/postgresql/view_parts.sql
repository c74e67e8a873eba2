-- what is said of a view without its definition
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('v', 'm')
-- before
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE VIEW v AS SELECT id, a FROM t;
COMMENT ON VIEW v IS 'old';
COMMENT ON COLUMN v.a IS 'old';
ALTER VIEW v ALTER COLUMN a SET DEFAULT 'old';
ALTER VIEW v ALTER COLUMN id SET DEFAULT 1;
GRANT SELECT ON v TO pg_monitor;
GRANT SELECT (a) ON v TO PUBLIC;
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
COMMENT ON COLUMN m.a IS 'goes';
CREATE INDEX m_gone ON m (a);
GRANT SELECT ON m TO pg_monitor;
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE VIEW v AS SELECT id, a FROM t;
COMMENT ON VIEW v IS 'new';
COMMENT ON COLUMN v.a IS 'new';
ALTER VIEW v ALTER COLUMN a SET DEFAULT 'new';
GRANT SELECT ON v TO pg_monitor WITH GRANT OPTION;
GRANT UPDATE (a) ON v TO PUBLIC;
CREATE MATERIALIZED VIEW m AS SELECT id, a FROM t;
CREATE UNIQUE INDEX m_new ON m (id);
COMMENT ON INDEX m_new IS 'unique';
COMMENT ON MATERIALIZED VIEW m IS 'new';
-- expect
~ comment
+ comment
- comment
~ default
- default
- privilege
+ privilege
~ privilege
- index
+ index
