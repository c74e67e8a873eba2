-- what a table has from its parents can be its own as well, which is no difference
-- before
CREATE TABLE p (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE c (id int, a int DEFAULT 2, b text, CONSTRAINT positive CHECK (a > 0)) INHERITS (p);
CREATE TABLE d (id int NOT NULL, a int DEFAULT 1, b text, CONSTRAINT positive CHECK (a > 0));
ALTER TABLE d INHERIT p;
COMMENT ON COLUMN d.a IS 'said';
COMMENT ON CONSTRAINT positive ON d IS 'said';
CREATE TABLE dd (b text NOT NULL) INHERITS (d);
-- after
CREATE TABLE p (id int NOT NULL, a int DEFAULT 1, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE c (b text) INHERITS (p);
ALTER TABLE c ALTER a SET DEFAULT 2;
CREATE TABLE d (b text) INHERITS (p);
COMMENT ON COLUMN d.a IS 'said';
COMMENT ON CONSTRAINT positive ON d IS 'said';
CREATE TABLE dd () INHERITS (d);
ALTER TABLE dd ALTER b SET NOT NULL;
-- expect
no change
