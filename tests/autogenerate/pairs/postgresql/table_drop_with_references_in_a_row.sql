-- A chain p1 <- c1 <- c2, all of it dropped: what refers must go first.
-- before
CREATE TABLE p1 (id int PRIMARY KEY);
CREATE TABLE c1 (id int PRIMARY KEY, p int REFERENCES p1);
CREATE TABLE c2 (id int PRIMARY KEY, c int REFERENCES c1);
-- rows
INSERT INTO p1 VALUES (1);
INSERT INTO c1 VALUES (1, 1);
INSERT INTO c2 VALUES (1, 1);
-- after
-- expect
- table p1
- table c1
- table c2
