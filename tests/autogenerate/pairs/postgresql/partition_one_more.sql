-- one partition comes and one goes; the others stay as they are
-- loses: t_1.id t_1.a
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('t', 't_2', 't_2_a_idx')
-- before
CREATE TABLE t (id int NOT NULL, a text DEFAULT 'x', PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE INDEX t_a ON t (a);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (10) TO (20);
CREATE VIEW v AS SELECT * FROM t;
-- rows
INSERT INTO t VALUES (1, 'x'), (11, 'y');
-- after
CREATE TABLE t (id int NOT NULL, a text DEFAULT 'x', PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE INDEX t_a ON t (a);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (10) TO (20);
CREATE TABLE t_3 PARTITION OF t FOR VALUES FROM (20) TO (30);
CREATE TABLE t_rest PARTITION OF t DEFAULT;
CREATE VIEW v AS SELECT * FROM t;
-- expect
- table t_1
+ table t_3
+ table t_rest
