-- a table gets another parent, or none any more
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('leaves', 'comes', 'moves')
-- before
CREATE TABLE p (id int NOT NULL, a int);
CREATE TABLE q (id int NOT NULL, a int);
CREATE TABLE leaves (b text) INHERITS (p);
CREATE TABLE comes (id int NOT NULL, a int, b text);
CREATE TABLE moves () INHERITS (p);
-- rows
INSERT INTO leaves VALUES (1, 2, 'x');
INSERT INTO comes VALUES (1, 2, 'x');
INSERT INTO moves VALUES (1, 2);
-- after
CREATE TABLE p (id int NOT NULL, a int);
CREATE TABLE q (id int NOT NULL, a int);
CREATE TABLE leaves (id int NOT NULL, a int, b text);
CREATE TABLE comes (b text) INHERITS (p);
CREATE TABLE moves () INHERITS (q);
-- expect
~ table leaves
~ table comes
~ table moves
