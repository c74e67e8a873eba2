-- before
CREATE TABLE t (id int CONSTRAINT k PRIMARY KEY, a text, b int, c int NOT NULL);
CREATE UNIQUE INDEX t_c ON t (c);
ALTER TABLE t CLUSTER ON k;
ALTER TABLE t REPLICA IDENTITY FULL;
ALTER TABLE t ALTER a SET STORAGE EXTERNAL, ALTER a SET STATISTICS 50, ALTER a SET (n_distinct = 5, n_distinct_inherited = 4);
CREATE TABLE stays (id int, a text, c int NOT NULL);
CREATE UNIQUE INDEX stays_c ON stays (c);
ALTER TABLE stays CLUSTER ON stays_c, REPLICA IDENTITY USING INDEX stays_c;
COMMENT ON INDEX stays_c IS 'stays';
-- rows
INSERT INTO t VALUES (1, 'x', 2, 5);
-- after
CREATE TABLE t (id int CONSTRAINT k PRIMARY KEY, a text, b int, c int NOT NULL);
CREATE UNIQUE INDEX t_c ON t (c);
ALTER TABLE t CLUSTER ON t_c;
ALTER TABLE t REPLICA IDENTITY USING INDEX t_c;
ALTER TABLE t ALTER a SET STORAGE MAIN, ALTER a SET STATISTICS 60, ALTER a SET (n_distinct = 6);
CREATE TABLE stays (id int, a text, c bigint NOT NULL);
CREATE UNIQUE INDEX stays_c ON stays (c) INCLUDE (a);
ALTER TABLE stays CLUSTER ON stays_c, REPLICA IDENTITY USING INDEX stays_c;
COMMENT ON INDEX stays_c IS 'stays';
-- expect
~ clustering
~ replica identity
~ storage
~ statistics target
~ options
- options
~ column stays.c
~ index stays.stays_c
