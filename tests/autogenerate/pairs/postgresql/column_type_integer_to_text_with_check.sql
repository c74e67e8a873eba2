-- The check is about the old type, and must be made anew.
-- before
CREATE TABLE t (id int PRIMARY KEY, a int CONSTRAINT ck CHECK (a > 0));
-- rows
INSERT INTO t VALUES (1, 12);
-- after
CREATE TABLE t (id int PRIMARY KEY, a text CONSTRAINT ck CHECK (a <> ''));
-- expect
~ column t.a
~ check t.ck
