-- loses: t.b
-- before
CREATE TABLE t (a varchar(10), b numeric(10, 2), c timestamp(3), d time(0) with time zone, e interval(3));
-- rows
INSERT INTO t VALUES ('abc', 1.25, '2020-01-02 03:04:05', '03:04:05+00', '1 day');
-- after
CREATE TABLE t (a varchar(20), b numeric(10, 4), c timestamp(6), d time(3) with time zone, e interval(6));
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
~ column t.e
