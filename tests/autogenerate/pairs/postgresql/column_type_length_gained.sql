-- loses: t.c
-- before
CREATE TABLE t (a varchar, b numeric, c char, d bit varying);
-- rows
INSERT INTO t VALUES ('abc', 1.25, 'x', '101');
-- after
CREATE TABLE t (a varchar(10), b numeric(10, 2), c char(3), d bit varying(8));
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
