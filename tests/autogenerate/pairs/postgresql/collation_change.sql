-- before
CREATE COLLATION c (PROVIDER = icu, LOCALE = 'de');
COMMENT ON COLLATION c IS 'stays';
CREATE TABLE t (id int PRIMARY KEY, a text COLLATE c, b text);
CREATE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b COLLATE c);
CREATE VIEW v AS SELECT a FROM t WHERE b < 'x' COLLATE c;
COMMENT ON VIEW v IS 'stays';
-- rows
INSERT INTO t VALUES (1, 'x', 'y');
-- after
CREATE COLLATION c (PROVIDER = icu, LOCALE = 'fr');
COMMENT ON COLLATION c IS 'stays';
CREATE TABLE t (id int PRIMARY KEY, a text COLLATE c, b text);
CREATE INDEX t_a ON t (a);
CREATE INDEX t_b ON t (b COLLATE c);
CREATE VIEW v AS SELECT a FROM t WHERE b < 'x' COLLATE c;
COMMENT ON VIEW v IS 'stays';
-- expect
~ collation c
