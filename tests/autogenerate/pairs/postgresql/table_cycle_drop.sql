-- before
CREATE TABLE a (id int PRIMARY KEY, next int);
CREATE TABLE b (id int PRIMARY KEY, next int REFERENCES a);
CREATE TABLE c (id int PRIMARY KEY, next int REFERENCES b);
ALTER TABLE a ADD FOREIGN KEY (next) REFERENCES c;
CREATE TABLE kept (id int PRIMARY KEY);
-- rows
INSERT INTO kept VALUES (7);
-- after
CREATE TABLE kept (id int PRIMARY KEY);
-- expect
- table a
- table b
- table c
