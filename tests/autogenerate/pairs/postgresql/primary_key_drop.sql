-- before
CREATE TABLE t (id int CONSTRAINT pk PRIMARY KEY, a text);
-- rows
INSERT INTO t VALUES (1, 'a');
-- after
CREATE TABLE t (id int NOT NULL, a text);
-- expect
- primary key t.pk
