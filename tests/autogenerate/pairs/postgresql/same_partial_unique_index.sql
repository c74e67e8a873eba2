-- before
CREATE TABLE t (a int, deleted_at timestamptz);
CREATE UNIQUE INDEX u ON t (a) WHERE deleted_at IS NULL;
-- after
CREATE TABLE t (a int, deleted_at timestamptz);
CREATE UNIQUE INDEX u ON t USING btree (a) WHERE (deleted_at IS NULL);
-- expect
no change
