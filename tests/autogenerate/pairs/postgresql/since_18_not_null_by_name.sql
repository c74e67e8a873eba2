-- since: 18
-- The name of a NOT NULL constraint is not compared; what is less than NOT NULL is named.
-- unmanaged: constraint c_is_there on t (NOT NULL NO INHERIT)
-- unmanaged: constraint d_is_there on t (NOT NULL NOT VALID)
-- before
CREATE TABLE t (a int CONSTRAINT a_is_there NOT NULL, b int NOT NULL, c int CONSTRAINT c_is_there NOT NULL NO INHERIT, d int);
ALTER TABLE t ADD CONSTRAINT d_is_there NOT NULL d NOT VALID;
-- rows
INSERT INTO t VALUES (1, 2, 3, 4);
-- after
CREATE TABLE t (a int NOT NULL, b int CONSTRAINT b_is_there NOT NULL, c int CONSTRAINT c_is_there NOT NULL NO INHERIT, d int);
ALTER TABLE t ADD CONSTRAINT d_is_there NOT NULL d NOT VALID;
-- expect
no change
