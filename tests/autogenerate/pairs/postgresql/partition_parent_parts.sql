-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('t', 't_1', 't_2', 't_2_1')
-- before
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (id int NOT NULL, a int, b text, r int, CONSTRAINT gone CHECK (a > 0), CONSTRAINT changes CHECK (a < 9)) PARTITION BY RANGE (id);
CREATE INDEX t_gone ON t (a);
CREATE INDEX t_changes ON t (b);
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (10) TO (20) PARTITION BY LIST (b);
CREATE TABLE t_2_1 PARTITION OF t_2 FOR VALUES IN ('x');
CREATE INDEX t_1_own ON t_1 (r);
-- rows
INSERT INTO r VALUES (1);
INSERT INTO t VALUES (1, 2, 'x', 1), (11, 2, 'x', NULL);
-- after
CREATE TABLE r (id int PRIMARY KEY);
CREATE TABLE t (id int NOT NULL, a int, b text, r int CONSTRAINT refers REFERENCES r, CONSTRAINT changes CHECK (a < 8), CONSTRAINT new CHECK (b <> ''),
  CONSTRAINT k UNIQUE (id, b)) PARTITION BY RANGE (id);
CREATE INDEX t_changes ON t (b DESC);
CREATE INDEX t_new ON t (lower(b));
CREATE TABLE t_1 PARTITION OF t FOR VALUES FROM (1) TO (10);
CREATE TABLE t_2 PARTITION OF t FOR VALUES FROM (10) TO (20) PARTITION BY LIST (b);
CREATE TABLE t_2_1 PARTITION OF t_2 FOR VALUES IN ('x');
CREATE INDEX t_1_own ON t_1 (r);
-- expect
+ foreign key t.refers
- check t.gone
~ check t.changes
+ check t.new
+ unique t.k
- index t.t_gone
~ index t.t_changes
+ index t.t_new
