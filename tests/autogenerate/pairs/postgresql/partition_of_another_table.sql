-- a partition of a table that goes becomes one of another, with its key and what it says of its columns
-- options: --no-renames
-- before
CREATE TABLE p (a int, b int, c int DEFAULT 1) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (c DEFAULT 2, PRIMARY KEY (a, b)) FOR VALUES IN (1);
-- rows
INSERT INTO p VALUES (1, 1, 1);
-- after
CREATE TABLE q (a int, b int, c int DEFAULT 1) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF q (c DEFAULT 2, PRIMARY KEY (a, b)) FOR VALUES IN (1);
-- expect
- table p
+ table q
~ attachment
