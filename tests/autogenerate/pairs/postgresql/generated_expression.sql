-- loses: t.c
-- before
CREATE TABLE t (id int PRIMARY KEY, a int, c int GENERATED ALWAYS AS (a + 1) STORED, d text GENERATED ALWAYS AS ('x' || a::text) STORED);
CREATE INDEX ix_c ON t (c);
COMMENT ON COLUMN t.c IS 'kept';
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int, c int GENERATED ALWAYS AS (a + 2) STORED, d text GENERATED ALWAYS AS ('x' || a::text) STORED);
CREATE INDEX ix_c ON t (c);
COMMENT ON COLUMN t.c IS 'kept';
-- expect
~ column t.c
