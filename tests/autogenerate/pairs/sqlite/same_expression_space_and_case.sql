-- before
CREATE TABLE t (a INTEGER, b TEXT, CONSTRAINT ck CHECK (a > 0 and b is not null), CONSTRAINT ck2 CHECK (lower(b) = 'x'));
CREATE INDEX i ON t (lower(b), a) WHERE a is not null;
-- after
CREATE TABLE t (a INTEGER, b TEXT, CONSTRAINT ck CHECK ( ( A>0 AND B IS NOT NULL ) ), CONSTRAINT ck2 CHECK (LOWER( b )= 'x' /* a comment */));
CREATE INDEX i ON t (LOWER(b), A) -- said
  WHERE (a IS NOT NULL);
-- expect
no change
