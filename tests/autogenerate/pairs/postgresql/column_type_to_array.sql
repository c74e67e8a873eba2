-- before
CREATE TABLE t (id int PRIMARY KEY, tags text);
-- rows
INSERT INTO t VALUES (1, '{a,b}');
-- after
CREATE TABLE t (id int PRIMARY KEY, tags text[]);
-- expect
~ column t.tags
