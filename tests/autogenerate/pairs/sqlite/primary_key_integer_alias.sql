-- INTEGER PRIMARY KEY is the rowid, INT PRIMARY KEY is not.
-- loses: rowids t
-- before
CREATE TABLE t (id INT PRIMARY KEY NOT NULL, a TEXT);
-- rows
INSERT INTO t VALUES (10, 'x'), (20, 'y');
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, a TEXT);
-- expect
~ column t.id
