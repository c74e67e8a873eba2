-- before
CREATE TABLE account (id int PRIMARY KEY, z text);
-- rows
INSERT INTO account VALUES (1, 'z');
-- after
CREATE TABLE account (id int PRIMARY KEY, m text, z text);
-- expect
+ column account.m
