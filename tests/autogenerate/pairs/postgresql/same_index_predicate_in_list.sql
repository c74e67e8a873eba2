-- differs: in print
-- before
CREATE TABLE t (a varchar(10));
CREATE INDEX i ON t (a) WHERE a IN ('x', 'y');
-- after
CREATE TABLE t (a varchar(10));
CREATE INDEX i ON t (a) WHERE ((a)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]));
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: varchar(10)}
    indexes:
      - {name: i, columns: a, where: "((a)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]))"}
-- expect
no change
