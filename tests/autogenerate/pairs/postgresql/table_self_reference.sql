-- before
-- after
CREATE TABLE node (id int PRIMARY KEY, parent int REFERENCES node ON DELETE SET NULL, CHECK (parent <> id));
-- expect
+ table node
