-- partitions say something else of the columns that they have, also while they come, go and stay
-- allows: ~ column comes.a
-- allows: ~ column leaves.a
-- allows: ~ column leaves.b
-- allows: ~ column comes.b
-- allows: - default
-- allows: + default
-- before
CREATE TABLE t (id int NOT NULL, a text DEFAULT 'x', b int) PARTITION BY RANGE (id);
CREATE TABLE stays PARTITION OF t (a DEFAULT 'stays', b NOT NULL) FOR VALUES FROM (0) TO (1);
COMMENT ON COLUMN stays.a IS 'stays';
COMMENT ON COLUMN stays.b IS 'goes';
CREATE TABLE leaves PARTITION OF t (a DEFAULT 'leaves', b NOT NULL) FOR VALUES FROM (1) TO (10);
COMMENT ON COLUMN leaves.a IS 'leaves';
GRANT SELECT (a) ON leaves TO pg_monitor;
CREATE TABLE comes (id int NOT NULL, a text DEFAULT 'comes', b int NOT NULL);
COMMENT ON COLUMN comes.a IS 'comes';
GRANT SELECT (a) ON comes TO pg_monitor;
-- rows
INSERT INTO t VALUES (0, 'x', 1), (1, 'x', 1);
INSERT INTO comes VALUES (11, 'y', 1);
-- after
CREATE TABLE t (id int NOT NULL, a text DEFAULT 'y', b int) PARTITION BY RANGE (id);
CREATE TABLE stays PARTITION OF t (a DEFAULT 'stays') FOR VALUES FROM (0) TO (1);
COMMENT ON COLUMN stays.a IS 'stays';
COMMENT ON COLUMN stays.id IS 'comes';
CREATE TABLE leaves (id int NOT NULL, a text DEFAULT 'leaves', b int NOT NULL);
COMMENT ON COLUMN leaves.a IS 'leaves';
GRANT SELECT (a) ON leaves TO pg_monitor;
CREATE TABLE comes PARTITION OF t (a DEFAULT 'comes', b NOT NULL) FOR VALUES FROM (10) TO (20);
COMMENT ON COLUMN comes.a IS 'comes';
GRANT SELECT (a) ON comes TO pg_monitor;
-- expect
~ column t.a
- NOT NULL
+ NOT NULL
- comment
+ comment
+ attachment
- attachment
