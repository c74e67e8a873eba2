-- before
CREATE TABLE t (a TEXT, b TEXT COLLATE nocase);
-- after
CREATE TABLE t (a TEXT COLLATE BINARY, b TEXT COLLATE NOCASE);
-- expect
no change
