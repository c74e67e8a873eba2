-- Alembic crashes on this one: it pastes texts into SQL.
-- before
CREATE TABLE t (a text DEFAULT 'it''s', b text DEFAULT E'a\\b', c varchar(20) DEFAULT 'a "b" c');
-- after
CREATE TABLE t (a text DEFAULT $$it's$$, b text DEFAULT 'a\b', c varchar(20) DEFAULT 'a "b" c'::varchar);
-- yaml
tables:
  - name: t
    columns:
      - {name: a, type: text, server_default: "it's"}
      - {name: b, type: text, server_default: 'a\b'}
      - {name: c, type: varchar(20), server_default: 'a "b" c'}
-- expect
no change
