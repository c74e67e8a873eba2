-- before
CREATE TABLE t (a int DEFAULT -1, b numeric DEFAULT -1.5, c bigint DEFAULT -9223372036854775808);
-- after
CREATE TABLE t (a int DEFAULT (-1), b numeric DEFAULT (- 1.5), c bigint DEFAULT '-9223372036854775808');
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer, server_default: -1}
      - {name: b, type: numeric, server_default: {expression: "(- 1.5)"}}
      - {name: c, type: big_integer, server_default: -9223372036854775808}
-- expect
no change
