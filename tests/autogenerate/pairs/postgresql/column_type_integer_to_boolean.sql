-- loses: t.a
-- before
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL DEFAULT 0);
-- rows
INSERT INTO t VALUES (1, 1), (2, 0);
-- after
CREATE TABLE t (id int PRIMARY KEY, a boolean NOT NULL DEFAULT false);
-- expect
~ column t.a
