-- Everything that mentions the column goes along.
-- options: --rename t.mail=email --rename t.n=amount
-- renames: column t.mail email
-- renames: column t.n amount
-- before
CREATE TABLE t (id int PRIMARY KEY, mail text CONSTRAINT uq UNIQUE, n int CONSTRAINT ck CHECK (n > 0), g text GENERATED ALWAYS AS (lower(mail)) STORED);
CREATE TABLE c (m text CONSTRAINT fk REFERENCES t (mail));
CREATE INDEX ix ON t (lower(mail)) WHERE mail IS NOT NULL;
-- rows
INSERT INTO t VALUES (1, 'A', 3);
-- after
CREATE TABLE t (id int PRIMARY KEY, email text CONSTRAINT uq UNIQUE, amount int CONSTRAINT ck CHECK (amount > 0), g text GENERATED ALWAYS AS (lower(email)) STORED);
CREATE TABLE c (m text CONSTRAINT fk REFERENCES t (email));
CREATE INDEX ix ON t (lower(email)) WHERE email IS NOT NULL;
-- expect
~ column t.email
~ column t.amount
