-- before
CREATE TABLE t (a timestamptz DEFAULT now(), b date DEFAULT CURRENT_DATE, c text DEFAULT ('a' || 'b'), d int[] DEFAULT '{1,2}', e bytea DEFAULT '\x00ff', f uuid DEFAULT gen_random_uuid());
-- after
CREATE TABLE t (a timestamptz DEFAULT NOW( ), b date DEFAULT current_date, c text DEFAULT 'a'::text||'b', d int[] DEFAULT '{ 1 , 2 }', e bytea DEFAULT '\000\377', f uuid DEFAULT pg_catalog.gen_random_uuid());
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: timestamp_with_zone, server_default: {expression: "NOW( )"}}
      - {name: b, type: date, server_default: {expression: current_date}}
      - {name: c, type: text, server_default: {expression: "'a'||'b'"}}
      - {name: d, type: "integer[]", server_default: {expression: "'{ 1 , 2 }'"}}
      - {name: e, type: binary, server_default: {expression: "'\\000\\377'"}}
      - {name: f, type: uuid, server_default: {expression: "pg_catalog.gen_random_uuid()"}}
-- expect
no change
