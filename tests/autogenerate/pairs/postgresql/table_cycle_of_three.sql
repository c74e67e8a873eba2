-- before
-- after
CREATE TABLE a (id int PRIMARY KEY, next int NOT NULL);
CREATE TABLE b (id int PRIMARY KEY, next int NOT NULL REFERENCES a);
CREATE TABLE c (id int PRIMARY KEY, next int NOT NULL REFERENCES b);
ALTER TABLE a ADD FOREIGN KEY (next) REFERENCES c DEFERRABLE INITIALLY DEFERRED;
-- expect
+ table a
+ table b
+ table c
