-- before
CREATE TABLE account (id INTEGER PRIMARY KEY);
CREATE TABLE note (id INTEGER PRIMARY KEY AUTOINCREMENT, account_id INTEGER REFERENCES account, body TEXT);
CREATE INDEX ix_body ON note (body) WHERE body <> '';
-- rows
INSERT INTO account VALUES (1), (2);
INSERT INTO note (account_id, body) VALUES (1, 'a');
-- after
CREATE TABLE account (id INTEGER PRIMARY KEY);
-- expect
- table note
