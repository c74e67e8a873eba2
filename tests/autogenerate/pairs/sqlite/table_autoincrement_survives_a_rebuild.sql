-- The highest number ever given is remembered.
-- keeps: SELECT seq FROM sqlite_sequence WHERE name = 't'
-- before
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);
-- rows
INSERT INTO t VALUES (1, 'x'), (70, 'y');
DELETE FROM t WHERE id = 70;
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT NOT NULL);
-- expect
~ column t.a
