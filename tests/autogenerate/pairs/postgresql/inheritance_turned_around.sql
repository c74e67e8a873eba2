-- a child becomes the parent of what it was a child of, and a new one has a check of a new column
-- allows: ~ column top.a
-- loses: top.b below.b
-- before
CREATE TABLE top (a int DEFAULT 1, b int);
CREATE TABLE below () INHERITS (top);
ALTER TABLE below ALTER a SET DEFAULT 2;
CREATE TABLE p (a int);
-- rows
INSERT INTO top VALUES (1, 2);
INSERT INTO below VALUES (1, 2);
-- after
CREATE TABLE below (a int DEFAULT 1, c int);
CREATE TABLE top () INHERITS (below);
ALTER TABLE top ALTER a SET DEFAULT 2, ALTER c SET DEFAULT 3;
CREATE TABLE p (a int, c int);
CREATE TABLE c (CONSTRAINT positive CHECK (c > 0)) INHERITS (p);
-- expect
~ table top
- column top.b
+ column top.c
~ table below
- column below.b
+ column below.c
+ column p.c
+ table c
- default
+ default
