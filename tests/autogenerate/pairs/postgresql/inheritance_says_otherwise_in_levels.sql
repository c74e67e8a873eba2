-- what a child says of a column stays when what its parent says of it changes
-- before
CREATE TABLE top (id int, a int DEFAULT 1, b int DEFAULT 1);
CREATE TABLE m () INHERITS (top);
ALTER TABLE m ALTER a SET DEFAULT 2;
CREATE TABLE c () INHERITS (m);
ALTER TABLE c ALTER a SET DEFAULT 3, ALTER b SET DEFAULT 4;
CREATE TABLE d () INHERITS (m);
-- rows
INSERT INTO c VALUES (1, 2, 3);
-- after
CREATE TABLE top (id int, a int DEFAULT 1, b int DEFAULT 7);
CREATE TABLE m () INHERITS (top);
ALTER TABLE m ALTER a SET DEFAULT 8;
CREATE TABLE c () INHERITS (m);
ALTER TABLE c ALTER a SET DEFAULT 3, ALTER b SET DEFAULT 4;
CREATE TABLE d () INHERITS (m);
-- expect
~ column top.b
~ default
