-- options: --rename t.mail=email --rename t.n=amount
-- renames: column t.mail email
-- renames: column t.n amount
-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, mail TEXT UNIQUE, n INTEGER CONSTRAINT ck CHECK (n > 0));
CREATE INDEX ix ON t (lower(mail)) WHERE mail IS NOT NULL;
CREATE TABLE c (m TEXT CONSTRAINT fk REFERENCES t (mail));
-- rows
INSERT INTO t VALUES (1, 'A', 3);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, email TEXT UNIQUE, amount INTEGER CONSTRAINT ck CHECK (amount > 0));
CREATE INDEX ix ON t (lower(email)) WHERE email IS NOT NULL;
CREATE TABLE c (m TEXT CONSTRAINT fk REFERENCES t (email));
-- expect
~ column t.email
~ column t.amount
