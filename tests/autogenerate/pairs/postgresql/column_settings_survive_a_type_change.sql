-- before
CREATE TABLE t (id int PRIMARY KEY, a varchar(5), b int);
ALTER TABLE t ALTER a SET STORAGE external, ALTER b SET STATISTICS 5, ALTER b SET (n_distinct = 7);
GRANT SELECT (a), UPDATE (b) ON t TO pg_monitor;
-- rows
INSERT INTO t VALUES (1, 'x', 2);
-- after
CREATE TABLE t (id int PRIMARY KEY, a text, b bigint);
ALTER TABLE t ALTER a SET STORAGE external, ALTER b SET STATISTICS 5, ALTER b SET (n_distinct = 7);
GRANT SELECT (a), UPDATE (b) ON t TO pg_monitor;
-- expect
~ column t.a
~ column t.b
