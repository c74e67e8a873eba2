-- allows: ~ column p.id
-- allows: - unique p
-- allows: + unique p
-- before
CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE);
CREATE TABLE c (id INTEGER PRIMARY KEY, code TEXT CONSTRAINT fk REFERENCES p (code) ON DELETE CASCADE);
-- rows
INSERT INTO p VALUES (1, 'x');
INSERT INTO c VALUES (1, 'x'), (2, 'x');
-- after
CREATE TABLE p (id INTEGER NOT NULL, code TEXT NOT NULL UNIQUE, PRIMARY KEY (code));
CREATE TABLE c (id INTEGER PRIMARY KEY, code TEXT CONSTRAINT fk REFERENCES p (code) ON DELETE CASCADE);
-- expect
~ primary key p
