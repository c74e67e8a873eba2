-- The new value is the default of a new column, of an old one, and in a check and an index.
-- keeps: SELECT 'mood'::regtype::oid
-- before
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int, m mood NOT NULL DEFAULT 'ok');
-- rows
INSERT INTO t VALUES (1, 'sad');
-- after
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE TABLE t (id int, m mood NOT NULL DEFAULT 'glad', n mood NOT NULL DEFAULT 'glad', CONSTRAINT ck CHECK (m <> 'glad' OR id > 0));
CREATE INDEX i ON t (id) WHERE m = 'glad';
-- expect
~ enum mood
~ column t.m
+ column t.n
+ check t.ck
+ index t.i
