-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a ANY) STRICT;
-- rows
INSERT INTO t VALUES (1, 'x'), (2, 3);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a ANY);
-- expect
~ table t
