-- options: --rename account=person
-- renames: table account person
-- before
CREATE TABLE account (id serial PRIMARY KEY, email text CONSTRAINT uq_email UNIQUE, CONSTRAINT ck CHECK (email <> ''));
CREATE TABLE note (id int PRIMARY KEY, account_id int CONSTRAINT fk_note REFERENCES account);
CREATE INDEX ix_email ON account (lower(email));
-- rows
INSERT INTO account (email) VALUES ('a'), ('b');
INSERT INTO note VALUES (1, 1);
-- after
CREATE TABLE person (id int NOT NULL, email text CONSTRAINT uq_email UNIQUE, CONSTRAINT ck CHECK (email <> ''), CONSTRAINT account_pkey PRIMARY KEY (id));
CREATE SEQUENCE account_id_seq AS int OWNED BY person.id;
ALTER TABLE person ALTER COLUMN id SET DEFAULT nextval('account_id_seq');
CREATE TABLE note (id int PRIMARY KEY, account_id int CONSTRAINT fk_note REFERENCES person);
CREATE INDEX ix_email ON person (lower(email));
-- expect
~ table person
