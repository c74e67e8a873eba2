-- What stands in quotes is no spelling.
-- before
CREATE TABLE t (b TEXT CONSTRAINT ck CHECK (b = 'x y'));
-- after
CREATE TABLE t (b TEXT CONSTRAINT ck CHECK (b = 'X  y'));
-- expect
~ check t.ck
