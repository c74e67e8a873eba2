-- before
CREATE TABLE t (id int PRIMARY KEY, a text, b int);
-- rows
INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 1);
-- after
CREATE TABLE t (id int PRIMARY KEY, a text CONSTRAINT uq_a UNIQUE, b int, CONSTRAINT uq_ab UNIQUE (b, a));
-- expect
+ unique t.uq_a
+ unique t.uq_ab
