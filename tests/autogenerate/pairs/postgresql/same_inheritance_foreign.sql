-- what a table has from a foreign table, and of its own as well
-- before
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0)) SERVER s;
CREATE TABLE t (b text) INHERITS (f);
ALTER TABLE t ALTER a SET DEFAULT 5;
-- after
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0)) SERVER s;
CREATE TABLE t (id int NOT NULL, a int DEFAULT 5, b text, CONSTRAINT positive CHECK (a > 0));
ALTER TABLE t INHERIT f;
-- expect
no change
