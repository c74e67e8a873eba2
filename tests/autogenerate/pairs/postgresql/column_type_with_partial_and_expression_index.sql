-- allows: ~ index
-- before
CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(10));
CREATE INDEX ix_partial ON t (id) WHERE a > 5;
CREATE INDEX ix_expression ON t ((a + 1));
CREATE INDEX ix_lower ON t (lower(b));
-- rows
INSERT INTO t VALUES (1, 6, 'A');
-- after
CREATE TABLE t (id int PRIMARY KEY, a bigint, b text);
CREATE INDEX ix_partial ON t (id) WHERE a > 5;
CREATE INDEX ix_expression ON t ((a + 1));
CREATE INDEX ix_lower ON t (lower(b));
-- expect
~ column t.a
~ column t.b
