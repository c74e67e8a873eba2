-- before
CREATE TABLE t (a text, b text COLLATE "C");
-- after
CREATE TABLE t (a text COLLATE "default", b text COLLATE pg_catalog."C");
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: text}
      - {name: b, type: text, collation: C}
-- expect
no change
