-- options: --no-renames
-- loses: gone.id gone.a gone.b p.id p.a
-- before
CREATE TABLE p (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE q (x int);
CREATE TABLE gone (b text) INHERITS (p);
-- rows
INSERT INTO gone VALUES (1, 2, 'x');
-- after
CREATE TABLE p (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE q (x int);
CREATE TABLE new (b text, a int DEFAULT 2, CONSTRAINT own CHECK (b <> ''), PRIMARY KEY (id)) INHERITS (p, q);
CREATE TABLE bare () INHERITS (new);
-- expect
- table gone
+ table new
+ table bare
