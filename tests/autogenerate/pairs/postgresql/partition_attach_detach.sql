-- allows: + comment
-- allows: ~ column comes.a
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('t', 'comes', 'leaves')
-- before
CREATE TABLE t (id int NOT NULL, a text DEFAULT 'x', PRIMARY KEY (id), CONSTRAINT short CHECK (length(a) < 9)) PARTITION BY RANGE (id);
CREATE INDEX t_a ON t (a);
CREATE TABLE leaves PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE TABLE comes (id int NOT NULL, a text DEFAULT 'x', CONSTRAINT comes_pkey PRIMARY KEY (id), CONSTRAINT short CHECK (length(a) < 9));
CREATE INDEX comes_a_idx ON comes (a);
CREATE VIEW v AS SELECT * FROM t;
GRANT SELECT ON leaves TO pg_monitor;
COMMENT ON COLUMN comes.a IS 'stays';
-- rows
INSERT INTO t VALUES (1, 'x');
INSERT INTO comes VALUES (11, 'y');
-- after
CREATE TABLE t (id int NOT NULL, a text DEFAULT 'x', PRIMARY KEY (id), CONSTRAINT short CHECK (length(a) < 9)) PARTITION BY RANGE (id);
CREATE INDEX t_a ON t (a);
CREATE TABLE leaves (id int NOT NULL, a text DEFAULT 'x', PRIMARY KEY (id), CONSTRAINT short CHECK (length(a) < 9));
CREATE INDEX leaves_a_idx ON leaves (a);
CREATE TABLE comes PARTITION OF t FOR VALUES FROM (10) TO (20);
CREATE VIEW v AS SELECT * FROM t;
GRANT SELECT ON leaves TO pg_monitor;
COMMENT ON COLUMN comes.a IS 'stays';
-- expect
+ attachment
- attachment
