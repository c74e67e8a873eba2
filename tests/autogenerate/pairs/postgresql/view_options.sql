-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('barrier', 'checked', 'bare')
-- before
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE VIEW barrier AS SELECT id, a FROM t;
CREATE VIEW checked WITH (check_option = local, security_barrier) AS SELECT id, a FROM t WHERE id > 0;
CREATE VIEW bare WITH (security_barrier = false) AS SELECT id, a FROM t;
CREATE VIEW over_all AS SELECT id FROM barrier JOIN checked USING (id) JOIN bare USING (id);
COMMENT ON VIEW checked IS 'stays';
GRANT SELECT ON checked TO pg_monitor;
GRANT INSERT (a) ON checked TO PUBLIC;
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE VIEW barrier WITH (security_barrier) AS SELECT id, a FROM t;
CREATE VIEW checked WITH (check_option = cascaded) AS SELECT id, a FROM t WHERE id > 1;
CREATE VIEW bare AS SELECT id, a FROM t;
CREATE VIEW over_all AS SELECT id FROM barrier JOIN checked USING (id) JOIN bare USING (id);
COMMENT ON VIEW checked IS 'stays';
GRANT SELECT ON checked TO pg_monitor;
GRANT INSERT (a) ON checked TO PUBLIC;
-- expect
~ view barrier
~ view checked
~ view bare
