-- allows: + unique
-- allows: + foreign key
-- before
CREATE TABLE t (id INTEGER PRIMARY KEY);
-- rows
INSERT INTO t VALUES (1);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b INTEGER DEFAULT (1 + 1), c INTEGER REFERENCES t (id) DEFAULT 1, d INTEGER GENERATED ALWAYS AS (b * 2) STORED, e INTEGER GENERATED ALWAYS AS (b * 3) VIRTUAL);
-- expect
+ column t.a
+ column t.b
+ column t.c
+ column t.d
+ column t.e
