-- The new values are committed first, so that the type stays the one that it is.
-- keeps: SELECT 'mood'::regtype::oid
-- before
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int, m mood NOT NULL DEFAULT 'ok');
-- rows
INSERT INTO t VALUES (1, 'sad');
-- after
CREATE TYPE mood AS ENUM ('sad', 'it''s', 'ok', 'glad');
CREATE TABLE t (id int, m mood NOT NULL DEFAULT 'ok');
CREATE VIEW v AS SELECT id FROM t WHERE m = 'glad';
CREATE FUNCTION f() RETURNS mood LANGUAGE sql AS $$ SELECT 'it''s'::mood $$;
-- expect
~ enum mood
+ view v
+ function f()
