-- before
CREATE TABLE account (id int PRIMARY KEY, a text, b int DEFAULT 4, c int);
CREATE INDEX ix_b ON account (b);
CREATE INDEX ix_ac ON account (a, c);
-- rows
INSERT INTO account VALUES (1, 'x', 2, 3);
-- after
CREATE TABLE account (id int PRIMARY KEY, a text);
-- expect
- column account.b
- column account.c
- index account.ix_b
- index account.ix_ac
