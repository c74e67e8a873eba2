-- loses: t.c
-- before
CREATE TABLE t (id int PRIMARY KEY, a int, c int);
-- rows
INSERT INTO t VALUES (1, 2, 9);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int, c int GENERATED ALWAYS AS (a + 1) STORED);
-- expect
~ column t.c
