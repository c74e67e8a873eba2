-- loses: t.b
-- Rows of a table without INTEGER PRIMARY KEY keep their rowids.
-- before
CREATE TABLE t (a TEXT, b INTEGER);
-- rows
INSERT INTO t (rowid, a, b) VALUES (5, 'x', 1), (9, 'y', 2), (-3, 'z', 3);
-- after
CREATE TABLE t (a TEXT NOT NULL, b TEXT CHECK (b <> ''));
-- expect
~ column t.a
~ column t.b
+ check t
