-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) STORED);
-- rows
INSERT INTO t VALUES (1, 6);
-- after
CREATE TABLE t (id int PRIMARY KEY, a bigint, b bigint GENERATED ALWAYS AS (a * 2) STORED);
-- expect
~ column t.a
~ column t.b
