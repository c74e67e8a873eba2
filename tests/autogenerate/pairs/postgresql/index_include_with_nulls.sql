-- before
CREATE TABLE t (a int, b int);
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (a) INCLUDE (b);
CREATE INDEX i3 ON t (a) WITH (fillfactor = 90);
CREATE INDEX i4 ON t (a);
CREATE UNIQUE INDEX i5 ON t (a);
-- after
CREATE TABLE t (a int, b int);
CREATE INDEX i1 ON t (a) INCLUDE (b);
CREATE INDEX i2 ON t (a);
CREATE INDEX i3 ON t (a) WITH (fillfactor = 80);
CREATE INDEX i4 ON t (a) WITH (deduplicate_items = off);
CREATE UNIQUE INDEX i5 ON t (a) NULLS NOT DISTINCT;
-- expect
~ index t.i1
~ index t.i2
~ index t.i3
~ index t.i4
~ index t.i5
