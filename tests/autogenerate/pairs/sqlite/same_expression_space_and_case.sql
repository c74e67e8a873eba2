-- before
CREATE TABLE t (a INTEGER, b TEXT, CONSTRAINT ck CHECK (a > 0 and b is not null), CONSTRAINT ck2 CHECK (lower(b) = 'x'));
CREATE INDEX i ON t (lower(b), a) WHERE a is not null;
-- after
CREATE TABLE t (a INTEGER, b TEXT, CONSTRAINT ck CHECK ( ( A>0 AND B IS NOT NULL ) ), CONSTRAINT ck2 CHECK (LOWER( b )= 'x' /* a comment */));
CREATE INDEX i ON t (LOWER(b), A) -- said
  WHERE (a IS NOT NULL);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: b, type: text}
    checks:
      - {name: ck, condition: "A>0 AND \"b\" IS NOT NULL"}
      - {name: ck2, condition: "LOWER( b )='x'"}
    indexes:
      - {name: i, columns: [{expression: "LOWER(b)"}, a], where: "(a IS NOT NULL)"}
-- expect
no change
