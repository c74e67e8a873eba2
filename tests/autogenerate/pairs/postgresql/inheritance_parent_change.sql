-- open: the table is made anew, and said to lose its rows
-- a table gets another parent, or none any more
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
