-- before
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int);
-- rows
INSERT INTO p VALUES (1, 2);
INSERT INTO c VALUES (1, 2);
-- after
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE c (a int, b int, CONSTRAINT fk FOREIGN KEY (b, a) REFERENCES p (b, a) MATCH FULL ON DELETE CASCADE ON UPDATE SET NULL, FOREIGN KEY (a, b) REFERENCES p);
-- expect
+ foreign key c.fk
+ foreign key c.c_a_b_fkey
