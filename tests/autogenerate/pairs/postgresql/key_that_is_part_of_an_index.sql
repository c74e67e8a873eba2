-- That it is a partition's part of the parent's index is said.
-- unmanaged: constraint p1_key on p1 (part of index p_index)
-- before
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (CONSTRAINT p1_key PRIMARY KEY (a)) FOR VALUES IN (1);
CREATE UNIQUE INDEX p_index ON p (a);
-- after
CREATE TABLE p (a int NOT NULL) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (CONSTRAINT p1_key PRIMARY KEY (a)) FOR VALUES IN (1);
CREATE UNIQUE INDEX p_index ON p (a);
-- expect
no change
