-- before
CREATE TABLE t (v tsvector);
-- after
CREATE TABLE t (v tsvector);
CREATE INDEX i ON t USING gist (v tsvector_ops (siglen = 100));
-- expect
+ index t.i
