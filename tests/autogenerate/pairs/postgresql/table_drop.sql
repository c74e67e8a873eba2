-- before
CREATE TABLE account (id bigint PRIMARY KEY);
CREATE TABLE note (id serial PRIMARY KEY, account_id bigint REFERENCES account, body text);
CREATE INDEX ix_note_body ON note (body) WHERE body <> '';
-- rows
INSERT INTO account VALUES (1), (2);
INSERT INTO note (account_id, body) VALUES (1, 'a');
-- after
CREATE TABLE account (id bigint PRIMARY KEY);
-- expect
- table note
