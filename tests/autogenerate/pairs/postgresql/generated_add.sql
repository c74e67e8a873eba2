-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
-- rows
INSERT INTO t VALUES (1, 2, 3);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int GENERATED ALWAYS AS (a + b) STORED);
-- expect
+ column t.c
