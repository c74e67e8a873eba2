-- before
CREATE TABLE account (id bigint PRIMARY KEY, name text, mail text);
CREATE STATISTICS name_and_mail ON name, mail FROM account;
-- rows
INSERT INTO account VALUES (1, 'a', 'b');
-- after
CREATE TABLE account (id bigint PRIMARY KEY, name text, mail text);
CREATE STATISTICS name_and_mail ON name, mail FROM account;
ALTER STATISTICS name_and_mail SET STATISTICS 100;
-- expect
+ target of statistics name_and_mail
