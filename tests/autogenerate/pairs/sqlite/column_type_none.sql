-- loses: t.a
-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a, b TEXT);
-- rows
INSERT INTO t VALUES (1, 2, 'x');
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b);
-- expect
~ column t.a
~ column t.b
