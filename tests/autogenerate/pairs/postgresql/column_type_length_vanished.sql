-- What Alembic is blind to.
-- loses: t.d
-- before
CREATE TABLE t (a varchar(100), b numeric(10, 2), c timestamp(0), d numeric(10, 2));
-- rows
INSERT INTO t VALUES ('abc', 1.25, '2020-01-02 03:04:05', 7);
-- after
CREATE TABLE t (a varchar, b numeric, c timestamp, d numeric(10));
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
