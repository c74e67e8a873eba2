-- loses: t.b t.f t.e
-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER AS (a + 1), c INTEGER AS (a + 2) STORED, d INTEGER AS (a + 3) VIRTUAL, e INTEGER AS (a), f INTEGER);
-- rows
INSERT INTO t (id, a, f) VALUES (1, 2, 9);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER AS (a + 10), c INTEGER AS (a + 2) VIRTUAL, d INTEGER AS (a + 3) STORED, e INTEGER, f INTEGER AS (a * 2));
-- expect
~ column t.b
~ column t.c
~ column t.d
~ column t.e
~ column t.f
