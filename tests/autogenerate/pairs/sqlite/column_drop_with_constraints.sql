-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT CONSTRAINT ua UNIQUE, b INTEGER CONSTRAINT fb REFERENCES t (id), c INTEGER, CONSTRAINT ck CHECK (c > 0));
-- rows
INSERT INTO t VALUES (1, 'x', 1, 3);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY);
-- expect
- column t.a
- column t.b
- column t.c
- unique t.ua
- foreign key t.fb
- check t.ck
