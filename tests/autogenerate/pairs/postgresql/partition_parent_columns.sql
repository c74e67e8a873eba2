-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('t', 't_1', 't_2', 't_2_1')
-- loses: t_1.gone t_2_1.gone t_2_2.gone
-- before
CREATE TABLE t (id int NOT NULL, a int, b text, gone int, n int) PARTITION BY RANGE (id);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (10) TO (20) PARTITION BY LIST (b);
CREATE TABLE t_2_1 PARTITION OF t_2 FOR VALUES IN ('x');
CREATE TABLE t_2_2 PARTITION OF t_2 DEFAULT;
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW v_1 AS SELECT id, a FROM t_1;
COMMENT ON VIEW v_1 IS 'stays';
CREATE VIEW v_2 AS SELECT id, a FROM t_2_1;
-- rows
INSERT INTO t VALUES (1, 2, 'x', 3, 4), (11, 2, 'x', 3, 4), (12, 2, 'y', 3, 4);
-- after
CREATE TABLE t (id int NOT NULL, a bigint DEFAULT 5, b text, n int NOT NULL, new text NOT NULL DEFAULT 'y') PARTITION BY RANGE (id);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (10) TO (20) PARTITION BY LIST (b);
CREATE TABLE t_2_1 PARTITION OF t_2 FOR VALUES IN ('x');
CREATE TABLE t_2_2 PARTITION OF t_2 DEFAULT;
CREATE VIEW v AS SELECT id, a FROM t;
CREATE VIEW v_1 AS SELECT id, a FROM t_1;
COMMENT ON VIEW v_1 IS 'stays';
CREATE VIEW v_2 AS SELECT id, a FROM t_2_1;
-- expect
~ column t.a
~ column t.n
+ column t.new
- column t.gone
