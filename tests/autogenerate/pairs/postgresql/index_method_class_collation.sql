-- before
CREATE TABLE t (a text, b int[], c jsonb, d inet);
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (a);
CREATE INDEX i3 ON t (a);
CREATE INDEX i4 ON t USING gin (c);
CREATE INDEX i5 ON t USING gist (d inet_ops);
-- after
CREATE TABLE t (a text, b int[], c jsonb, d inet);
CREATE INDEX i1 ON t USING hash (a);
CREATE INDEX i2 ON t (a text_pattern_ops);
CREATE INDEX i3 ON t (a COLLATE "C");
CREATE INDEX i4 ON t USING gin (c jsonb_path_ops);
CREATE INDEX i5 ON t USING spgist (d);
-- expect
~ index t.i1
~ index t.i2
~ index t.i3
~ index t.i4
~ index t.i5
