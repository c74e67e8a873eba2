-- options: --rename account=person
-- renames: table account person
-- before
CREATE TABLE account (id INTEGER PRIMARY KEY, email VARCHAR(10));
CREATE TABLE note (id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES account (id) ON DELETE CASCADE);
-- rows
INSERT INTO account VALUES (3, 'a');
INSERT INTO note VALUES (1, 3);
-- after
CREATE TABLE person (id INTEGER PRIMARY KEY, email TEXT NOT NULL, age INTEGER);
CREATE TABLE note (id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES person (id) ON DELETE CASCADE);
-- expect
~ table person
~ column person.email
+ column person.age
