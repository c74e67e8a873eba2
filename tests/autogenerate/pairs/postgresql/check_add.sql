-- before
CREATE TABLE t (a int, b text);
-- rows
INSERT INTO t VALUES (1, 'x');
-- after
CREATE TABLE t (a int CHECK (a > 0), b text, CONSTRAINT ck_b CHECK (b <> '' AND b IN ('x', 'y')), CONSTRAINT ck_ab CHECK (a < 10 OR b IS NULL));
-- expect
+ check t.t_a_check
+ check t.ck_b
+ check t.ck_ab
