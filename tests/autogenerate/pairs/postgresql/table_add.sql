-- before
CREATE TABLE account (id bigint PRIMARY KEY);
-- rows
INSERT INTO account VALUES (1), (2);
-- after
CREATE TABLE account (id bigint PRIMARY KEY);
CREATE TABLE invoice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account_id bigint NOT NULL CONSTRAINT fk_invoice_account REFERENCES account ON DELETE CASCADE,
  total numeric(12, 2) NOT NULL DEFAULT 0 CONSTRAINT ck_invoice_total CHECK (total >= 0),
  note text
);
CREATE INDEX ix_invoice_account ON invoice (account_id);
COMMENT ON TABLE invoice IS 'what is owed';
-- expect
+ table invoice
