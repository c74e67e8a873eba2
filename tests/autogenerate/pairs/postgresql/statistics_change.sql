-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b int, gone int);
CREATE STATISTICS s ON a, b FROM t;
COMMENT ON STATISTICS s IS 'stays';
CREATE STATISTICS target ON a, b FROM t;
ALTER STATISTICS target SET STATISTICS 50;
CREATE STATISTICS column_goes ON a, gone FROM t;
-- rows
INSERT INTO t VALUES (1, 2, 3, 4);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int, b bigint);
CREATE STATISTICS s (dependencies) ON a, b FROM t;
COMMENT ON STATISTICS s IS 'stays';
CREATE STATISTICS target ON a, b FROM t;
ALTER STATISTICS target SET STATISTICS 60;
-- expect
~ column t.b
- column t.gone
~ statistics s
~ target
- statistics column_goes
