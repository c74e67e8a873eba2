-- A generated column becomes a plain one, and keeps its values.
-- before
CREATE TABLE t (id int PRIMARY KEY, a int, c int GENERATED ALWAYS AS (a + 1) STORED);
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int, c int);
-- expect
~ column t.c
