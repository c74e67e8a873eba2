-- before
CREATE TYPE mood AS ENUM ('a');
CREATE TABLE p (id int PRIMARY KEY, m mood);
CREATE TABLE c (id int PRIMARY KEY, p_id int REFERENCES p);
CREATE INDEX i ON c (p_id);
-- after
CREATE TABLE c (id int, p_id int);
CREATE INDEX i ON c (p_id);
ALTER TABLE c ADD PRIMARY KEY (id);
CREATE TYPE mood AS ENUM ('a');
CREATE TABLE p (m mood, id int, PRIMARY KEY (id));
ALTER TABLE c ADD FOREIGN KEY (p_id) REFERENCES p;
-- expect
no change
