-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER, c INTEGER CONSTRAINT uq_c UNIQUE, d INTEGER UNIQUE);
-- rows
INSERT INTO t VALUES (1, 'a', 1, 1, 1), (2, 'b', 1, 2, 2);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b INTEGER, c INTEGER, d INTEGER, CONSTRAINT uq_ab UNIQUE (a, b));
-- expect
+ unique t.a
+ unique t.uq_ab
- unique t.uq_c
- unique t.d
