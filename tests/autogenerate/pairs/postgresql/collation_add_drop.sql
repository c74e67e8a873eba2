-- schemas: public app
-- before
CREATE COLLATION gone (PROVIDER = libc, LOCALE = 'C');
CREATE TABLE t (id int PRIMARY KEY, a text COLLATE gone, b text);
-- rows
INSERT INTO t VALUES (1, 'x', 'y');
-- after
CREATE SCHEMA app;
CREATE COLLATION app."Loose" (PROVIDER = icu, LOCALE = 'und-u-ks-level2', DETERMINISTIC = false);
COMMENT ON COLLATION app."Loose" IS 'cases are the same';
CREATE COLLATION plain (LC_COLLATE = 'C', LC_CTYPE = 'C');
CREATE TABLE t (id int PRIMARY KEY, a text, b text COLLATE app."Loose");
CREATE INDEX t_a ON t (a COLLATE plain);
CREATE VIEW v AS SELECT a COLLATE plain AS a FROM t;
-- expect
+ schema app
- collation gone
+ collation app."Loose"
+ collation plain
~ column t.a
~ column t.b
+ index t.t_a
+ view v
