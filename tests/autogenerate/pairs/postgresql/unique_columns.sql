-- before
CREATE TABLE t (a int, b int, c int, CONSTRAINT uq1 UNIQUE (a, b), CONSTRAINT uq2 UNIQUE (a, c));
-- after
CREATE TABLE t (a int, b int, c int, CONSTRAINT uq1 UNIQUE (b, a), CONSTRAINT uq2 UNIQUE (a, b, c));
-- expect
~ unique t.uq1
~ unique t.uq2
