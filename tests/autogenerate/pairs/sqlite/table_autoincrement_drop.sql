-- before
CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT);
-- rows
INSERT INTO t VALUES (1, 'x'), (7, 'y');
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
-- expect
~ table t
