-- before
CREATE TABLE p (id int PRIMARY KEY, code int CONSTRAINT uq UNIQUE);
CREATE TABLE c (id int PRIMARY KEY, p_id int NOT NULL CONSTRAINT c_p REFERENCES p, code int CONSTRAINT c_code REFERENCES p (code));
-- rows
INSERT INTO p VALUES (1, 10), (2, 20);
INSERT INTO c VALUES (1, 1, 20), (2, 1, NULL);
-- after
CREATE TABLE p (id text PRIMARY KEY, code varchar(20) CONSTRAINT uq UNIQUE);
CREATE TABLE c (id int PRIMARY KEY, p_id text NOT NULL CONSTRAINT c_p REFERENCES p, code varchar(20) CONSTRAINT c_code REFERENCES p (code));
-- expect
~ column p.id
~ column p.code
~ column c.p_id
~ column c.code
