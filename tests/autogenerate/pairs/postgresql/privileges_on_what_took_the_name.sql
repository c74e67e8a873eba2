-- before
CREATE TABLE t (a int);
GRANT SELECT ON t TO PUBLIC;
-- after
CREATE TABLE u (b int);
CREATE VIEW t AS SELECT b FROM u;
GRANT SELECT ON t TO PUBLIC;
-- expect
- table t
+ table u
+ view t
