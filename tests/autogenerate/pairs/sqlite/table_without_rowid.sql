-- before
CREATE TABLE t (id TEXT PRIMARY KEY NOT NULL, a TEXT);
-- rows
INSERT INTO t VALUES ('1', 'x');
-- after
CREATE TABLE t (id TEXT PRIMARY KEY NOT NULL, a TEXT) WITHOUT ROWID;
-- expect
~ table t
