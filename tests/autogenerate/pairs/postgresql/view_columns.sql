-- before
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE VIEW longer AS SELECT id FROM t;
CREATE VIEW shorter AS SELECT id, a FROM t;
CREATE VIEW over_shorter AS SELECT id FROM shorter;
COMMENT ON VIEW shorter IS 'stays';
COMMENT ON COLUMN shorter.id IS 'stays';
GRANT SELECT ON shorter TO pg_monitor WITH GRANT OPTION;
GRANT UPDATE (id) ON shorter TO PUBLIC;
-- after
CREATE TABLE t (id int PRIMARY KEY, a text);
CREATE VIEW longer AS SELECT id, a FROM t;
CREATE VIEW shorter AS SELECT id FROM t;
CREATE VIEW over_shorter AS SELECT id FROM shorter;
COMMENT ON VIEW shorter IS 'stays';
COMMENT ON COLUMN shorter.id IS 'stays';
GRANT SELECT ON shorter TO pg_monitor WITH GRANT OPTION;
GRANT UPDATE (id) ON shorter TO PUBLIC;
-- expect
~ view longer
~ view shorter
