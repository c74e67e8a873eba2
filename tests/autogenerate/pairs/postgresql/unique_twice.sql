-- CREATE TABLE makes one of two that say the same.
-- before
CREATE TABLE gone (x text PRIMARY KEY, y date, UNIQUE (y));
ALTER TABLE gone ADD CONSTRAINT more UNIQUE (y);
ALTER TABLE gone ADD CONSTRAINT key UNIQUE (x);
COMMENT ON CONSTRAINT more ON gone IS 'again';
-- after
CREATE TABLE t (a int PRIMARY KEY, b int, UNIQUE (b) INCLUDE (a));
ALTER TABLE t ADD CONSTRAINT more UNIQUE (b) INCLUDE (a);
ALTER TABLE t ADD CONSTRAINT key UNIQUE (a);
CREATE VIEW v AS SELECT b FROM t;
-- expect
- table gone
+ table t
+ view v
