-- before
CREATE TABLE t (id serial PRIMARY KEY);
-- after
CREATE SEQUENCE t_id_seq AS integer;
CREATE TABLE t (id integer NOT NULL DEFAULT nextval('t_id_seq'));
ALTER SEQUENCE t_id_seq OWNED BY t.id;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
-- yaml
sequences:
  - {name: t_id_seq, type: integer, owned_by_table: t, owned_by_column: id}
tables:
  - name: t
    columns:
      - {name: id, type: integer, nullable: false, server_default: {expression: "NEXTVAL('t_id_seq'::regclass)"}}
    primary_key: {name: t_pkey, columns: id}
-- expect
no change
