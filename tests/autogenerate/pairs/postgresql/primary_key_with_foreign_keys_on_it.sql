-- The key moves to another column while others refer to it. (A unique constraint beside a primary key of the same columns is not made by CREATE TABLE.)
-- before
CREATE TABLE p (id int CONSTRAINT p_pkey PRIMARY KEY, code int NOT NULL CONSTRAINT uq_code UNIQUE);
CREATE TABLE c (p int CONSTRAINT fk REFERENCES p (id) ON DELETE CASCADE, d int CONSTRAINT fk_d REFERENCES p (code));
-- rows
INSERT INTO p VALUES (1, 10);
INSERT INTO c VALUES (1, 10);
-- after
CREATE TABLE p (id int NOT NULL CONSTRAINT uq_id UNIQUE, code int NOT NULL CONSTRAINT uq_code UNIQUE, CONSTRAINT p_pkey PRIMARY KEY (code));
CREATE TABLE c (p int CONSTRAINT fk REFERENCES p (id) ON DELETE CASCADE, d int CONSTRAINT fk_d REFERENCES p (code));
-- expect
~ primary key p.p_pkey
+ unique p.uq_id
- unique p.uq_code
