-- before
CREATE TABLE t (a INTEGER NOT NULL, b INTEGER NOT NULL, c TEXT, PRIMARY KEY (a));
-- rows
INSERT INTO t VALUES (1, 2, 'x');
-- after
CREATE TABLE t (a INTEGER NOT NULL, b INTEGER NOT NULL, c TEXT, PRIMARY KEY (a, b));
-- expect
~ primary key t
