-- options: --rename old_numbers=new_numbers
-- before
CREATE SEQUENCE old_numbers START 7;
CREATE TABLE t (id int DEFAULT nextval('old_numbers'));
-- rows
INSERT INTO t DEFAULT VALUES;
-- after
CREATE SEQUENCE new_numbers START 7;
CREATE TABLE t (id int DEFAULT nextval('new_numbers'));
-- expect
~ sequence new_numbers
