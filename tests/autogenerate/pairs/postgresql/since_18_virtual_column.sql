-- since: 18
-- loses: t.b
-- A generated column that is not stored; one comes, one changes, one becomes a stored one.
-- before
CREATE TABLE t (id int, a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL, d int GENERATED ALWAYS AS (a * 2) VIRTUAL);
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE t (id int, a int, b int GENERATED ALWAYS AS (a + 2) VIRTUAL, d int GENERATED ALWAYS AS (a * 2) STORED, c int GENERATED ALWAYS AS (a) VIRTUAL);
-- expect
~ column t.b
~ column t.d
+ column t.c
