-- before
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p, q_id int CONSTRAINT q REFERENCES p);
-- rows
INSERT INTO p VALUES (1);
INSERT INTO c VALUES (1, 1);
-- after
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int, q_id int);
-- expect
- foreign key c.c_p_id_fkey
- foreign key c.q
