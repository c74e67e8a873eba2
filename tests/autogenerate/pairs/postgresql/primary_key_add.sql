-- before
CREATE TABLE t (id int NOT NULL, a text);
-- rows
INSERT INTO t VALUES (1, 'a'), (2, 'b');
-- after
CREATE TABLE t (id int NOT NULL, a text, PRIMARY KEY (id));
-- expect
+ primary key t.t_pkey
