-- a child must have the columns, the checks and what is NOT NULL of a table before it can inherit from it
-- options: --no-renames
-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('comes', 'leaves', 'moves')
-- loses: leaves.a moves.old moves.kept
-- before
CREATE TABLE p (id int NOT NULL, a int DEFAULT 1, b text NOT NULL, CONSTRAINT positive CHECK (a > 0), CONSTRAINT own CHECK (id > 1) NO INHERIT);
CREATE TABLE q (id bigint NOT NULL, z text DEFAULT 'q', kept int, CONSTRAINT small CHECK (id < 1000));
CREATE TABLE comes (id int, c int);
CREATE TABLE leaves (c int) INHERITS (p);
CREATE TABLE moves (old int, z text, kept int, CONSTRAINT positive CHECK (a > 0)) INHERITS (p);
CREATE VIEW v AS SELECT id, a FROM moves;
ALTER TABLE moves ALTER a SET DEFAULT 7;
-- rows
INSERT INTO comes VALUES (1, 2);
INSERT INTO leaves VALUES (1, 2, 'x', 3);
INSERT INTO moves VALUES (1, 2, 'x', 3, 'z');
-- after
CREATE TABLE p (id int NOT NULL, a int DEFAULT 1, b text NOT NULL DEFAULT '', CONSTRAINT positive CHECK (a > -1), CONSTRAINT own CHECK (id > 1) NO INHERIT);
CREATE TABLE q (id bigint NOT NULL, z text DEFAULT 'q', CONSTRAINT small CHECK (id < 1000));
CREATE TABLE comes (c int, CONSTRAINT positive CHECK (a > -1)) INHERITS (p);
CREATE TABLE leaves (id int, c int, b text, CONSTRAINT positive CHECK (id > 0));
CREATE TABLE moves (a int DEFAULT 7, b text) INHERITS (q);
CREATE VIEW v AS SELECT id, a FROM moves;
-- expect
~ check p.positive
~ column p.b
- column q.kept
~ table comes
~ column comes.id
+ column comes.a
+ column comes.b
+ check comes.positive
~ table leaves
~ column leaves.id
- column leaves.a
~ column leaves.b
~ check leaves.positive
~ table moves
~ column moves.id
~ column moves.a
~ column moves.b
~ column moves.z
- column moves.old
- column moves.kept
- check moves.positive
+ check moves.small
- default
