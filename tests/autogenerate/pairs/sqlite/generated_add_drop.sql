-- options: --no-renames
-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, x INTEGER GENERATED ALWAYS AS (a * 9) VIRTUAL);
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL, c INTEGER GENERATED ALWAYS AS (a + 2) STORED);
-- expect
+ column t.b
+ column t.c
- column t.x
