-- before
CREATE TABLE p (id int PRIMARY KEY, a int CONSTRAINT uq UNIQUE);
CREATE TABLE c (a int CONSTRAINT fk REFERENCES p (a));
-- rows
INSERT INTO p VALUES (1, 2);
INSERT INTO c VALUES (2);
-- after
CREATE TABLE p (id int PRIMARY KEY, a int);
CREATE TABLE c (a int);
-- expect
- unique p.uq
- foreign key c.fk
