-- before
CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, a text);
-- rows
INSERT INTO t (a) VALUES ('a');
-- after
CREATE TABLE t (id int NOT NULL, a text);
-- expect
~ column t.id
