-- refuses: rows may stand in the way
-- code: unit_error
-- options: --strict
-- before
CREATE TABLE t (a int);
-- rows
INSERT INTO t VALUES (1), (NULL);
-- after
CREATE TABLE t (a int NOT NULL);
