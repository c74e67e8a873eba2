-- options: --no-renames
-- before
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE TABLE p (id int NOT NULL, a int DEFAULT 1, b text, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE q (z int);
CREATE TABLE gone (z int);
CREATE FOREIGN TABLE stays (x int DEFAULT 3) INHERITS (p, q) SERVER s OPTIONS (o '1');
ALTER FOREIGN TABLE stays ALTER a SET DEFAULT 2, ALTER z SET NOT NULL;
COMMENT ON COLUMN stays.a IS 'stays';
COMMENT ON CONSTRAINT positive ON stays IS 'changes';
CREATE FOREIGN TABLE leaves (b text) INHERITS (p) SERVER s;
CREATE FOREIGN TABLE goes () INHERITS (gone) SERVER s;
-- after
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE TABLE p (id bigint NOT NULL, a int DEFAULT 1, b text, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE q (z int);
CREATE TABLE new (id int);
CREATE FOREIGN TABLE stays (x int DEFAULT 3) INHERITS (p, q) SERVER s OPTIONS (o '1');
ALTER FOREIGN TABLE stays ALTER a SET DEFAULT 9;
COMMENT ON COLUMN stays.a IS 'stays';
COMMENT ON CONSTRAINT positive ON stays IS 'changed';
CREATE FOREIGN TABLE leaves (b text) SERVER s;
CREATE FOREIGN TABLE comes (y int) INHERITS (new) SERVER s;
ALTER FOREIGN TABLE comes ALTER id SET DEFAULT 4, ALTER id SET NOT NULL, ALTER id OPTIONS (ADD k 'v');
-- expect
~ column p.id
- table gone
+ table new
~ foreign table leaves
- foreign table goes
+ foreign table comes
~ default
- NOT NULL
~ comment
