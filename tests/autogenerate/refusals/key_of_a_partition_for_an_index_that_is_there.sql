-- refuses: cannot attach index
-- refuses: the generated upgrade does not run
-- code: unit_error
-- before
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE UNIQUE INDEX p_a ON p (a);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
-- after
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p_1 PARTITION OF p (PRIMARY KEY (a)) FOR VALUES IN (1);
CREATE UNIQUE INDEX p_a ON p (a);
