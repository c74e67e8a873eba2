-- a table that has children itself gets another parent, and says of a column what it did
-- allows: ~ column d.a
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('m', 'c', 'cc', 'd')
-- loses: c.a cc.a d.a
-- before
CREATE TABLE top (id int NOT NULL, a int DEFAULT 1);
CREATE TABLE m () INHERITS (top);
ALTER TABLE m ALTER a SET DEFAULT 2;
CREATE TABLE other (id int NOT NULL, n int DEFAULT 5, CONSTRAINT positive CHECK (n > 0));
CREATE TABLE c (b text) INHERITS (m);
CREATE TABLE cc (d text) INHERITS (c);
CREATE TABLE d (e text) INHERITS (m);
ALTER TABLE d ALTER a SET DEFAULT 9;
-- rows
INSERT INTO c VALUES (1, 2, 'x');
INSERT INTO cc VALUES (1, 2, 'x', 'y');
INSERT INTO d VALUES (1, 2, 'x');
-- after
CREATE TABLE top (id bigint NOT NULL, a int DEFAULT 1);
CREATE TABLE m () INHERITS (top);
ALTER TABLE m ALTER a SET DEFAULT 2;
CREATE TABLE other (id int NOT NULL, n int DEFAULT 5, CONSTRAINT positive CHECK (n > 0));
CREATE TABLE c (b text) INHERITS (other);
CREATE TABLE cc (d text) INHERITS (c);
CREATE TABLE d (id int NOT NULL, a int DEFAULT 2, e text) INHERITS (other);
-- expect
~ column top.id
~ table c
- column c.a
+ column c.n
+ check c.positive
~ table d
+ column d.n
+ check d.positive
- default
