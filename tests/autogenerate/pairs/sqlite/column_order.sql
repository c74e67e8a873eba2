-- before
CREATE TABLE t (a INTEGER, b TEXT, c DATE);
-- after
CREATE TABLE t (c DATE, a INTEGER, b TEXT);
-- expect
no change
