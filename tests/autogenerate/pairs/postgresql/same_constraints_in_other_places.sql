-- before
CREATE TABLE t (id int PRIMARY KEY, a int UNIQUE, b int NOT NULL CHECK (b > 0));
-- after
CREATE TABLE t (id int, a int, b int);
ALTER TABLE t ALTER b SET NOT NULL;
ALTER TABLE t ADD CHECK (b > 0), ADD UNIQUE (a), ADD PRIMARY KEY (id);
-- expect
no change
