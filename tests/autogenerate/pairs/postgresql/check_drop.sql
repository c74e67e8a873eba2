-- before
CREATE TABLE t (a int CHECK (a > 0), b text, CONSTRAINT ck_b CHECK (b <> ''));
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (a int, b text);
-- expect
- check t.t_a_check
- check t.ck_b
