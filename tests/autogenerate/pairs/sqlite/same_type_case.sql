-- before
CREATE TABLE t (a integer, b varchar(10), c TEXT, d numeric(10,2), e Double Precision);
-- after
CREATE TABLE T (A INTEGER, B VARCHAR( 10 ), c text, d NUMERIC (10, 2), e double   precision);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: integer}
      - {name: b, type: varchar(10)}
      - {name: c, type: text}
      - {name: d, type: "numeric(10,2)"}
      - {name: e, type: double_precision}
-- expect
no change
