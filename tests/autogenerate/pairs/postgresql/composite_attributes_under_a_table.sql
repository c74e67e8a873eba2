-- loses: t.p
-- before
CREATE TYPE pair AS (a int, b text);
CREATE TABLE t (id int PRIMARY KEY, p pair);
CREATE VIEW v AS SELECT id, p FROM t;
COMMENT ON VIEW v IS 'stays';
-- rows
INSERT INTO t VALUES (1, '(1,x)');
-- after
CREATE TYPE pair AS (a bigint, c int);
CREATE TABLE t (id int PRIMARY KEY, p pair);
CREATE VIEW v AS SELECT id, p FROM t;
COMMENT ON VIEW v IS 'stays';
-- expect
~ attribute
+ attribute
- attribute
