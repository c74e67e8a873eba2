-- What is said of an index beside its definition.
-- options: --rename t_old=t_new
-- keeps: SELECT array_agg(oid ORDER BY oid) FROM pg_class WHERE relname IN ('t_key', 't_a', 't_sum', 'p_1_a_idx', 'm_sum')
-- before
CREATE TABLE t (id int CONSTRAINT t_key PRIMARY KEY, a int CONSTRAINT t_a UNIQUE WITH (fillfactor = 50), b int CONSTRAINT t_b UNIQUE WITH (deduplicate_items = off, fillfactor = 60), c int CONSTRAINT t_old UNIQUE WITH (fillfactor = 70));
CREATE INDEX t_sum ON t ((a + b), (a - b));
ALTER INDEX t_sum ALTER COLUMN 1 SET STATISTICS 10;
CREATE INDEX t_product ON t ((a * b));
ALTER INDEX t_product ALTER COLUMN 1 SET STATISTICS 20;
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE INDEX p_a ON p (a) WITH (fillfactor = 80);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p_2 PARTITION OF p FOR VALUES IN (2);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX m_sum ON m ((a + b));
ALTER INDEX m_sum ALTER COLUMN 1 SET STATISTICS 10;
-- rows
INSERT INTO t VALUES (1, 2, 3, 4);
-- after
CREATE TABLE t (id int CONSTRAINT t_key PRIMARY KEY WITH (fillfactor = 40), a int CONSTRAINT t_a UNIQUE WITH (fillfactor = 55), b int, c int CONSTRAINT t_new UNIQUE WITH (fillfactor = 70), d int CONSTRAINT t_d UNIQUE WITH (fillfactor = 90), CONSTRAINT t_b UNIQUE (b, c) WITH (fillfactor = 60));
CREATE INDEX t_sum ON t ((a + b), (a - b));
ALTER INDEX t_sum ALTER COLUMN 1 SET STATISTICS 15;
ALTER INDEX t_sum ALTER COLUMN 2 SET STATISTICS 25;
CREATE INDEX t_product ON t ((b * a));
ALTER INDEX t_product ALTER COLUMN 1 SET STATISTICS 20;
CREATE TABLE p (a int) PARTITION BY LIST (a);
CREATE INDEX p_a ON p (a) WITH (fillfactor = 80);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
ALTER INDEX p_1_a_idx SET (fillfactor = 85);
CREATE TABLE p_2 PARTITION OF p FOR VALUES IN (2);
CREATE TABLE p_3 PARTITION OF p FOR VALUES IN (3);
CREATE MATERIALIZED VIEW m AS SELECT a, b FROM t;
CREATE INDEX m_sum ON m ((a + b));
ALTER INDEX m_sum ALTER COLUMN 1 SET STATISTICS 30;
-- expect
+ options fillfactor of constraint t_key on t
~ options fillfactor of constraint t_a on t
~ unique t.t_b
~ unique t.t_new
+ column t.d
+ unique t.t_d
~ statistics target of column 1 of index t_sum
+ statistics target of column 2 of index t_sum
~ index t.t_product
~ options fillfactor of the part of index p_a on p_1
+ table p_3
~ statistics target of column 1 of index m_sum
