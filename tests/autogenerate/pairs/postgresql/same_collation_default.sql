-- before
CREATE TABLE t (a text, b text COLLATE "C");
-- after
CREATE TABLE t (a text COLLATE "default", b text COLLATE pg_catalog."C");
-- expect
no change
