-- loses: t.e
-- before
CREATE TABLE t (a smallint NOT NULL DEFAULT 3, b int, c real, d numeric(8, 2), e date);
-- rows
INSERT INTO t VALUES (1, 2, 1.5, 3.25, '2020-02-29');
-- after
CREATE TABLE t (a int NOT NULL DEFAULT 3, b bigint, c double precision, d numeric(12, 2), e timestamp);
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
~ column t.e
