-- before
CREATE TABLE t (a int, b int, CONSTRAINT uq1 UNIQUE (a), CONSTRAINT uq2 UNIQUE (a, b), CONSTRAINT uq3 UNIQUE (b), CONSTRAINT uq4 UNIQUE (b) DEFERRABLE);
-- rows
INSERT INTO t VALUES (1, 2), (3, 4);
-- after
CREATE TABLE t (a int, b int, CONSTRAINT uq1 UNIQUE (a) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT uq2 UNIQUE NULLS NOT DISTINCT (a, b),
  CONSTRAINT uq3 UNIQUE (b) INCLUDE (a), CONSTRAINT uq4 UNIQUE (b));
-- expect
~ unique t.uq1
~ unique t.uq2
~ unique t.uq3
~ unique t.uq4
