-- Alembic crashes on this one: it pastes texts into SQL.
-- before
CREATE TABLE t (a text DEFAULT 'it''s', b text DEFAULT E'a\\b', c varchar(20) DEFAULT 'a "b" c');
-- after
CREATE TABLE t (a text DEFAULT $$it's$$, b text DEFAULT 'a\b', c varchar(20) DEFAULT 'a "b" c'::varchar);
-- expect
no change
