-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT) STRICT;
-- expect
~ table t
