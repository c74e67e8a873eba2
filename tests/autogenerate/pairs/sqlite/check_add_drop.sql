-- before
CREATE TABLE t (a INTEGER, b TEXT CONSTRAINT ck_b CHECK (b <> ''), c INTEGER CHECK (c > 0));
-- rows
INSERT INTO t VALUES (1, 'x', 1);
-- after
CREATE TABLE t (a INTEGER CHECK (a > 0), b TEXT, c INTEGER, CONSTRAINT ck_ac CHECK (a < 10 OR c IS NULL));
-- expect
+ check t
+ check t.ck_ac
- check t.ck_b
- check t
