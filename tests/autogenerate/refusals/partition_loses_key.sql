-- refuses: ... is to be no partition of p any more, and to lack a key
-- code: unsupported
-- before
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1);
-- after
CREATE TABLE p (a int PRIMARY KEY) PARTITION BY LIST (a);
CREATE TABLE p_1 (a int NOT NULL);
