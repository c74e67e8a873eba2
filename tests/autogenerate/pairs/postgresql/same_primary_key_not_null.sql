-- before
CREATE TABLE t (a int, b int, PRIMARY KEY (a, b));
-- after
CREATE TABLE t (a int NOT NULL, b int NOT NULL, CONSTRAINT t_pkey PRIMARY KEY (a, b));
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: b, type: integer}
    primary_key: {unnamed: true, columns: [a, b]}
-- expect
no change
