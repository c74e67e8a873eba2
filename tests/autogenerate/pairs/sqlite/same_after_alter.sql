-- What ALTER TABLE writes into the schema reads like anything else.
-- before
CREATE TABLE old (id INTEGER PRIMARY KEY, mail TEXT);
CREATE TABLE c (p INTEGER REFERENCES old (id));
ALTER TABLE old RENAME TO person;
ALTER TABLE person RENAME COLUMN mail TO email;
ALTER TABLE person ADD COLUMN age INTEGER /* years */ DEFAULT 1 CHECK (age > 0);
ALTER TABLE person DROP COLUMN email;
-- after
CREATE TABLE person (id INTEGER PRIMARY KEY, age INTEGER DEFAULT 1 CHECK (age > 0));
CREATE TABLE c (p INTEGER REFERENCES person (id));
-- expect
no change
