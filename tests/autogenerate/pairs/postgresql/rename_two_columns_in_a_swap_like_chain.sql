-- b takes the name that a gives up.
-- options: --rename t.a=b --rename t.b=c
-- renames: column t.b c
-- renames: column t.a b
-- before
CREATE TABLE t (id int PRIMARY KEY, a text, b int);
-- rows
INSERT INTO t VALUES (1, 'x', 5);
-- after
CREATE TABLE t (id int PRIMARY KEY, b text, c int);
-- expect
~ column t.b
~ column t.c
