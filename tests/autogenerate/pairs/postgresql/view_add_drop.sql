-- schemas: public app
-- before
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE VIEW gone AS SELECT id FROM t;
COMMENT ON VIEW gone IS 'goes';
GRANT SELECT ON gone TO pg_monitor;
CREATE VIEW over_gone AS SELECT id FROM gone;
ALTER VIEW over_gone ALTER COLUMN id SET DEFAULT 3;
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE SCHEMA app;
CREATE VIEW app."Base" AS SELECT id, a FROM t WHERE a <> 'it''s \ %s';
CREATE VIEW new WITH (security_barrier, check_option = local) AS SELECT id, a FROM app."Base" WHERE id > 0;
COMMENT ON VIEW new IS 'it''s new';
COMMENT ON COLUMN new.id IS 'the number';
ALTER VIEW new ALTER COLUMN a SET DEFAULT 'none';
GRANT SELECT ON new TO pg_monitor WITH GRANT OPTION;
GRANT UPDATE (a) ON new TO PUBLIC;
CREATE RECURSIVE VIEW numbers (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 9;
CREATE TEMPORARY VIEW passing AS SELECT 1;
-- expect
+ schema app
- view
+ view app."Base"
+ view new
+ view numbers
