-- loses: t.a
-- before
CREATE TABLE t (id int PRIMARY KEY, a timestamp NOT NULL DEFAULT now());
-- rows
INSERT INTO t VALUES (1, '2020-01-02 03:04:05');
-- after
CREATE TABLE t (id int PRIMARY KEY, a timestamptz NOT NULL DEFAULT now());
-- expect
~ column t.a
