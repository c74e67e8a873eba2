-- the parent that a table leaves is dropped, and the one that it comes to is made
-- options: --no-renames
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('left_alone', 'moves', 'comes')
-- before
CREATE TABLE gone (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE left_alone (b text) INHERITS (gone);
CREATE TABLE moves () INHERITS (gone);
ALTER TABLE moves ALTER a SET DEFAULT 3;
CREATE TABLE comes (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0));
-- rows
INSERT INTO left_alone VALUES (1, 2, 'x');
INSERT INTO moves VALUES (1, 2);
INSERT INTO comes VALUES (1, 2);
-- after
CREATE TABLE new (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE left_alone (id int NOT NULL, a int DEFAULT 1, b text, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE moves () INHERITS (new);
ALTER TABLE moves ALTER a SET DEFAULT 3;
CREATE TABLE comes () INHERITS (new);
-- expect
- table gone
+ table new
~ table left_alone
~ table moves
~ table comes
