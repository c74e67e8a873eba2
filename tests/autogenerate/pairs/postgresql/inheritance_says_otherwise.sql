-- before
CREATE TABLE p (id int NOT NULL, a int DEFAULT 1, b text);
CREATE TABLE c (d int) INHERITS (p);
ALTER TABLE c ALTER a SET DEFAULT 2, ALTER b SET NOT NULL;
COMMENT ON COLUMN c.a IS 'goes';
GRANT SELECT (a) ON c TO pg_monitor;
CREATE TABLE stays () INHERITS (p);
COMMENT ON COLUMN stays.a IS 'stays';
ALTER TABLE stays ALTER a SET DEFAULT 5;
-- rows
INSERT INTO c VALUES (1, 2, 'x', 3);
INSERT INTO stays VALUES (1, 2, 'x');
-- after
CREATE TABLE p (id int NOT NULL, a bigint DEFAULT 1, b text);
CREATE TABLE c (d int) INHERITS (p);
ALTER TABLE c ALTER a SET DEFAULT 3;
COMMENT ON COLUMN c.b IS 'comes';
GRANT SELECT (a) ON c TO pg_monitor;
CREATE TABLE stays () INHERITS (p);
COMMENT ON COLUMN stays.a IS 'stays';
ALTER TABLE stays ALTER a SET DEFAULT 5;
-- expect
~ column p.a
~ default
- NOT NULL
- comment
+ comment
