-- schemas: public app
-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE STATISTICS gone ON a, b FROM t;
COMMENT ON STATISTICS gone IS 'goes';
-- rows
INSERT INTO t VALUES (1, 2, 3);
-- after
CREATE SCHEMA app;
CREATE TABLE t (id int PRIMARY KEY, a int, b int);
CREATE STATISTICS app."New" (ndistinct, mcv) ON a, b, (a + b) FROM t;
COMMENT ON STATISTICS app."New" IS 'new';
ALTER STATISTICS app."New" SET STATISTICS 50;
CREATE STATISTICS one ON (lower(a::text)) FROM t;
CREATE TABLE u (a int, b int);
CREATE STATISTICS u_all ON a, b FROM u;
-- expect
+ schema app
- statistics gone
+ statistics app."New"
+ statistics one
+ table u
