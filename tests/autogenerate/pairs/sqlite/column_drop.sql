-- before
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b INTEGER DEFAULT 4, c INTEGER);
CREATE INDEX ix_b ON t (b);
CREATE INDEX ix_ac ON t (a, c);
-- rows
INSERT INTO t VALUES (1, 'x', 2, 3), (5, 'y', NULL, NULL);
-- after
CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT);
-- expect
- column t.b
- column t.c
- index t.ix_b
- index t.ix_ac
