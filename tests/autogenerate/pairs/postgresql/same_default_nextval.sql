-- Alembic evaluates this one, which moves the sequence.
-- before
CREATE SEQUENCE s;
CREATE TABLE t (a bigint DEFAULT nextval('s'), b serial);
-- rows
INSERT INTO t DEFAULT VALUES;
-- after
CREATE SEQUENCE s;
CREATE TABLE t (a bigint DEFAULT nextval('public.s'::regclass), b serial);
-- yaml
sequences:
  - {name: s}
  - {name: t_b_seq, type: integer, owned_by_table: t, owned_by_column: b}
tables:
  - name: t
    columns:
      - {name: a, type: big_integer, server_default: {expression: "nextval('public.s')"}}
      - {name: b, type: integer, nullable: false, server_default: {expression: "nextval('t_b_seq')"}}
-- expect
no change
