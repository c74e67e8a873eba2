-- The order of columns is no difference.
-- before
CREATE TABLE t (a int, b text, c date);
-- after
CREATE TABLE t (c date, a int, b text);
-- expect
no change
