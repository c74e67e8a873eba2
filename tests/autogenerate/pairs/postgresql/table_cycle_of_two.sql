-- before
CREATE TABLE z (id int);
-- after
CREATE TABLE z (id int);
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, a_id int CONSTRAINT b_to_a REFERENCES a);
ALTER TABLE a ADD CONSTRAINT a_to_b FOREIGN KEY (b_id) REFERENCES b;
-- expect
+ table a
+ table b
