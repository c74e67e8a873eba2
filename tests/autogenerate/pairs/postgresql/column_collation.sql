-- before
CREATE TABLE t (id int PRIMARY KEY, a text, b text COLLATE "C", c varchar(10) COLLATE "C");
CREATE INDEX ix_a ON t (a);
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 'c');
-- after
CREATE TABLE t (id int PRIMARY KEY, a text COLLATE "C", b text, c varchar(10) COLLATE "POSIX");
CREATE INDEX ix_a ON t (a);
-- expect
~ column t.a
~ column t.b
~ column t.c
