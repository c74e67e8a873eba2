-- before
CREATE TABLE t (a int, b text, c int GENERATED ALWAYS AS (a * 2 + 1) STORED, d text GENERATED ALWAYS AS (upper(b)) STORED);
-- after
CREATE TABLE t (a int, b text, c int GENERATED ALWAYS AS (((a * 2) + 1)) STORED, d text GENERATED ALWAYS AS (UPPER(b)) STORED);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: b, type: text}
      - {name: c, type: integer, computed: {expression: "((a*2)+1)"}}
      - {name: d, type: text, computed: {expression: "UPPER( b )"}}
-- expect
no change
