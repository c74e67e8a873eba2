-- differs: in print
-- before
CREATE TABLE t (a varchar(10) CONSTRAINT ck CHECK (a IN ('x', 'y')));
-- after
CREATE TABLE t (a varchar(10) CONSTRAINT ck CHECK (((a)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]))));
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: varchar(10)}
    checks:
      - {name: ck, condition: "((a)::text = ANY (ARRAY[('x'::character varying)::text, ('y'::character varying)::text]))"}
-- expect
no change
