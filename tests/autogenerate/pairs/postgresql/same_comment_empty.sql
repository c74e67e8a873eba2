-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
COMMENT ON TABLE t IS '';
COMMENT ON COLUMN t.a IS NULL;
-- expect
no change
