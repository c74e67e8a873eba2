-- before
CREATE TABLE t (id int, b int, a text);
-- rows
INSERT INTO t VALUES (1, 1, 'a'), (1, 2, 'b');
-- after
CREATE TABLE t (id int, b int, a text, CONSTRAINT pk PRIMARY KEY (id, b));
-- expect
+ primary key t.pk
~ column t.id
~ column t.b
