-- A default of NULL is none.
-- before
CREATE TABLE t (a int, b text DEFAULT NULL);
-- after
CREATE TABLE t (a int DEFAULT NULL, b text);
-- expect
no change
