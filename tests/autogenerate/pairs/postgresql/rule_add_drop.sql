-- before
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE TABLE log (id int, at text);
CREATE RULE gone AS ON UPDATE TO t DO ALSO INSERT INTO log VALUES (old.id, 'x');
COMMENT ON RULE gone ON t IS 'goes';
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE TABLE log (id int, at text);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE RULE "New" AS ON DELETE TO t WHERE old.a > 0 DO INSTEAD (INSERT INTO log VALUES (old.id, 'it''s; x'); UPDATE log SET at = 'y');
COMMENT ON RULE "New" ON t IS 'is new';
CREATE RULE nothing AS ON INSERT TO v DO INSTEAD NOTHING;
CREATE RULE back AS ON UPDATE TO v DO INSTEAD UPDATE t SET a = new.a WHERE id = old.id RETURNING id, a;
ALTER TABLE t DISABLE RULE "New";
-- expect
- rule
+ view v
+ rule
