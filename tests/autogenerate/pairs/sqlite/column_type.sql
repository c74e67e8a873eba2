-- loses: t.a t.c
-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER, b VARCHAR(10), c TEXT, d NUMERIC(10, 2), e VARCHAR(5));
-- rows
INSERT INTO t VALUES (1, 2, 'x', '12', 1.5, 'e');
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b VARCHAR(20), c INTEGER, d NUMERIC, e VARCHAR);
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
~ column t.e
