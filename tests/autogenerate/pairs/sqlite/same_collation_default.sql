-- before
CREATE TABLE t (a TEXT, b TEXT COLLATE nocase);
-- after
CREATE TABLE t (a TEXT COLLATE BINARY, b TEXT COLLATE NOCASE);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: text, collation: binary}
      - {name: b, type: text, collation: nocase}
-- expect
no change
