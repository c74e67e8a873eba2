-- before
CREATE TABLE node (id INTEGER PRIMARY KEY, parent INTEGER);
-- rows
INSERT INTO node VALUES (1, NULL), (2, 1);
-- after
CREATE TABLE node (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES node (id) ON DELETE SET NULL);
-- expect
+ foreign key node.parent
