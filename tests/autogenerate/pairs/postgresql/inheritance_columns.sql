-- keeps: SELECT array_agg(oid ORDER BY relname) FROM pg_class WHERE relname IN ('p', 'c', 'cc')
-- loses: p.gone c.gone cc.gone
-- before
CREATE TABLE p (id int, a int, gone int, CONSTRAINT positive CHECK (a > 0));
CREATE TABLE c (b text) INHERITS (p);
CREATE TABLE cc (d text) INHERITS (c);
CREATE VIEW v AS SELECT id, a, b FROM c;
COMMENT ON VIEW v IS 'stays';
-- rows
INSERT INTO p VALUES (1, 2, 3);
INSERT INTO c VALUES (1, 2, 3, 'x');
INSERT INTO cc VALUES (1, 2, 3, 'x', 'y');
-- after
CREATE TABLE p (id int NOT NULL, a bigint DEFAULT 4, new text DEFAULT 'z', CONSTRAINT positive CHECK (a > 1));
CREATE TABLE c (b varchar(9)) INHERITS (p);
CREATE TABLE cc (d text) INHERITS (c);
CREATE VIEW v AS SELECT id, a, b FROM c;
COMMENT ON VIEW v IS 'stays';
-- expect
~ column p.id
~ column p.a
- column p.gone
+ column p.new
~ check p.positive
~ column c.b
