-- options: --no-renames
-- before
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0)) SERVER s;
CREATE FOREIGN TABLE gone (id int) SERVER s;
CREATE TABLE goes (b text) INHERITS (gone);
CREATE TABLE stays (b text) INHERITS (f);
-- rows
INSERT INTO stays VALUES (1, 2, 'x');
-- after
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FOREIGN TABLE f (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0)) SERVER s;
CREATE FOREIGN TABLE new (id int) SERVER s;
CREATE TABLE comes (b text) INHERITS (new);
CREATE TABLE a_child () INHERITS (new, f);
CREATE TABLE stays (b text, c int) INHERITS (f);
ALTER TABLE stays ALTER a SET DEFAULT 2;
-- expect
- foreign table gone
- table goes
+ foreign table new
+ table comes
+ table a_child
+ column stays.c
+ default
