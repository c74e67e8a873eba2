-- before
CREATE TABLE t (a INTEGER CONSTRAINT ck CHECK (a > 0), b TEXT CONSTRAINT ck2 CHECK (b IN ('a', 'b')));
-- rows
INSERT INTO t VALUES (5, 'a');
-- after
CREATE TABLE t (a INTEGER CONSTRAINT ck CHECK (a >= 0), b TEXT CONSTRAINT ck2 CHECK (b IN ('a', 'B')  OR b = 'a'));
-- expect
~ check t.ck
~ check t.ck2
