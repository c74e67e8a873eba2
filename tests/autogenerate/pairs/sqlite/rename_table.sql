-- options: --rename account=person
-- renames: table account person
-- before
CREATE TABLE account (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT CONSTRAINT uq UNIQUE CONSTRAINT ck CHECK (email <> ''));
CREATE TABLE note (id INTEGER PRIMARY KEY, account_id INTEGER CONSTRAINT fk REFERENCES account (id));
CREATE INDEX ix ON account (lower(email));
-- rows
INSERT INTO account VALUES (3, 'a');
INSERT INTO note VALUES (1, 3);
-- after
CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT CONSTRAINT uq UNIQUE CONSTRAINT ck CHECK (email <> ''));
CREATE TABLE note (id INTEGER PRIMARY KEY, account_id INTEGER CONSTRAINT fk REFERENCES person (id));
CREATE INDEX ix ON person (lower(email));
-- expect
~ table person
