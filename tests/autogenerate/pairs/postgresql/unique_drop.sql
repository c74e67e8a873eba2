-- before
CREATE TABLE t (id int PRIMARY KEY, a text UNIQUE, b int, UNIQUE (a, b));
-- rows
INSERT INTO t VALUES (1, 'a', 1);
-- after
CREATE TABLE t (id int PRIMARY KEY, a text, b int);
-- expect
- unique t.t_a_key
- unique t.t_a_b_key
