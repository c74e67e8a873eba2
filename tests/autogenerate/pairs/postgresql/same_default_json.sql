-- Alembic crashes on this one: there is no = for json.
-- before
CREATE TABLE t (id int PRIMARY KEY, a json DEFAULT '{"a": [1, 2]}', b jsonb DEFAULT '{"b": 1,  "a": 2}');
-- after
CREATE TABLE t (id int PRIMARY KEY, a json DEFAULT '{"a": [1, 2]}'::json, b jsonb DEFAULT '{"a":2,"b":1}');
-- yaml
tables:
  - name: t
    columns:
      - {name: id, type: integer, nullable: false}
      - {name: a, type: json, server_default: '{"a": [1, 2]}'}
      - {name: b, type: jsonb, server_default: {expression: "'{\"a\":2,\"b\":1}'"}}
    primary_key: {name: t_pkey, columns: [id]}
-- expect
no change
