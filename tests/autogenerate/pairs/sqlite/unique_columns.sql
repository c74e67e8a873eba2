-- before
CREATE TABLE t (a INTEGER, b INTEGER, c INTEGER, CONSTRAINT uq1 UNIQUE (a, b), CONSTRAINT uq2 UNIQUE (a, c));
-- rows
INSERT INTO t VALUES (1, 2, 3);
-- after
CREATE TABLE t (a INTEGER, b INTEGER, c INTEGER, CONSTRAINT uq1 UNIQUE (b, a), CONSTRAINT uq2 UNIQUE (a, b, c));
-- expect
~ unique t.uq1
~ unique t.uq2
