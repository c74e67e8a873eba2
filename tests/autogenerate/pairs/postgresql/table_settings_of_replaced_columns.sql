-- what is said of a column that is made anew is said again
-- loses: t.g
-- before
CREATE TABLE t (id int PRIMARY KEY, a text, g text GENERATED ALWAYS AS (lower(a)) STORED);
ALTER TABLE t ALTER g SET STORAGE EXTERNAL, ALTER g SET STATISTICS 7, ALTER g SET (n_distinct = 3), ALTER g SET COMPRESSION pglz;
COMMENT ON COLUMN t.g IS 'stays';
GRANT SELECT (g) ON t TO pg_monitor;
CREATE STATISTICS s ON a, g FROM t;
COMMENT ON STATISTICS s IS 'stays';
-- rows
INSERT INTO t (id, a) VALUES (1, 'X');
-- after
CREATE TABLE t (id int PRIMARY KEY, a text, g text GENERATED ALWAYS AS (upper(a)) STORED);
ALTER TABLE t ALTER g SET STORAGE EXTERNAL, ALTER g SET STATISTICS 7, ALTER g SET (n_distinct = 3), ALTER g SET COMPRESSION pglz;
COMMENT ON COLUMN t.g IS 'stays';
GRANT SELECT (g) ON t TO pg_monitor;
CREATE STATISTICS s ON a, g FROM t;
COMMENT ON STATISTICS s IS 'stays';
-- expect
~ column t.g
