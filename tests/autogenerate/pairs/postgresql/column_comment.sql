-- before
CREATE TABLE t (a int, b int, c int);
COMMENT ON COLUMN t.b IS 'old';
COMMENT ON COLUMN t.c IS 'gone';
-- after
CREATE TABLE t (a int, b int, c int);
COMMENT ON COLUMN t.a IS 'new; with ''quotes'' and $$dollars$$';
COMMENT ON COLUMN t.b IS 'other';
-- expect
~ column t.a
~ column t.b
~ column t.c
