-- before
CREATE TABLE t (a int, CONSTRAINT ck1 CHECK (a > 0), CONSTRAINT ck2 CHECK (a > 1), CONSTRAINT ck3 CHECK (a > 2) NO INHERIT);
ALTER TABLE t ADD CONSTRAINT ck4 CHECK (a > 3) NOT VALID;
-- rows
INSERT INTO t VALUES (5);
-- after
CREATE TABLE t (a int, CONSTRAINT ck2 CHECK (a > 1) NO INHERIT, CONSTRAINT ck3 CHECK (a > 2), CONSTRAINT ck4 CHECK (a > 3));
ALTER TABLE t ADD CONSTRAINT ck1 CHECK (a > 0) NOT VALID;
-- expect
~ check t.ck1
~ check t.ck2
~ check t.ck3
~ check t.ck4
