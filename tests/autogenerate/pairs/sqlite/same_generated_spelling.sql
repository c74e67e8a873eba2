-- before
CREATE TABLE t (a INTEGER, b INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL, c INTEGER AS (a*2) STORED);
-- after
CREATE TABLE t (a INTEGER, b INTEGER AS (A + 1), c INTEGER GENERATED ALWAYS AS ((a * 2)) STORED);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: b, type: integer, computed: {expression: "A+1", storage: virtual}}
      - {name: c, type: integer, computed: {expression: "(a * 2)"}}
-- expect
no change
