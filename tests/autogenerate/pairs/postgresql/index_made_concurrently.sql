-- how an index is made is no part of what is declared
-- before
CREATE TABLE t (a int, b int);
CREATE INDEX same ON t (b);
-- after
CREATE TABLE t (a int, b int);
CREATE INDEX CONCURRENTLY same ON t (b);
CREATE UNIQUE INDEX concurrently IF NOT EXISTS other ON t USING btree (a) INCLUDE (b);
-- expect
+ index t.other
