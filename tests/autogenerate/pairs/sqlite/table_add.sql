-- before
CREATE TABLE account (id INTEGER PRIMARY KEY);
-- rows
INSERT INTO account VALUES (1), (2);
-- after
CREATE TABLE account (id INTEGER PRIMARY KEY);
CREATE TABLE invoice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id INTEGER NOT NULL CONSTRAINT fk_account REFERENCES account (id) ON DELETE CASCADE,
  total NUMERIC(12, 2) NOT NULL DEFAULT 0 CONSTRAINT ck_total CHECK (total >= 0),
  note TEXT COLLATE NOCASE
);
CREATE INDEX ix_account ON invoice (account_id);
-- expect
+ table invoice
