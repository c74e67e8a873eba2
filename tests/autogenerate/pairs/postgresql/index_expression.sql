-- before
CREATE TABLE t (a text, b text);
CREATE INDEX i1 ON t (lower(a));
CREATE INDEX i2 ON t (a, (a || b));
CREATE INDEX i3 ON t (lower(a));
-- after
CREATE TABLE t (a text, b text);
CREATE INDEX i1 ON t (upper(a));
CREATE INDEX i2 ON t (a, (b || a));
CREATE INDEX i3 ON t (a);
-- expect
~ index t.i1
~ index t.i2
~ index t.i3
