-- before
CREATE TABLE t (a int DEFAULT -1, b numeric DEFAULT -1.5, c bigint DEFAULT -9223372036854775808);
-- after
CREATE TABLE t (a int DEFAULT (-1), b numeric DEFAULT (- 1.5), c bigint DEFAULT '-9223372036854775808');
-- expect
no change
