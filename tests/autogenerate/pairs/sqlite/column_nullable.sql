-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT, c INTEGER NOT NULL DEFAULT 3);
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 4);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT NOT NULL, c INTEGER DEFAULT 3);
-- expect
~ column t.a
~ column t.b
~ column t.c
