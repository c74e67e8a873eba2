-- before
CREATE TABLE a (id int);
-- after
CREATE TABLE a (id int);
CREATE TABLE b ();
-- expect
+ table b
