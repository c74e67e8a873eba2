-- before
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id int NOT NULL CONSTRAINT c_p REFERENCES p ON UPDATE CASCADE);
CREATE INDEX ix_c ON c (p_id) INCLUDE (id);
-- rows
INSERT INTO p VALUES (1), (2);
INSERT INTO c VALUES (1, 1), (2, 1);
-- after
CREATE TABLE p (id bigint PRIMARY KEY);
CREATE TABLE c (id int PRIMARY KEY, p_id bigint NOT NULL CONSTRAINT c_p REFERENCES p ON UPDATE CASCADE);
CREATE INDEX ix_c ON c (p_id) INCLUDE (id);
-- expect
~ column p.id
~ column c.p_id
