-- before
CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL, b text, c int NOT NULL DEFAULT 3);
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 4);
-- after
CREATE TABLE t (id int PRIMARY KEY, a text, b text NOT NULL, c int DEFAULT 3);
-- expect
~ column t.a
~ column t.b
~ column t.c
