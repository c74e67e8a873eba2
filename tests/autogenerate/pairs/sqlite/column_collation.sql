-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT COLLATE NOCASE, c TEXT COLLATE RTRIM);
CREATE INDEX ix ON t (a);
-- rows
INSERT INTO t VALUES (1, 'A', 'b', 'c ');
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT COLLATE NOCASE, b TEXT, c TEXT COLLATE NOCASE);
CREATE INDEX ix ON t (a);
-- expect
~ column t.a
~ column t.b
~ column t.c
