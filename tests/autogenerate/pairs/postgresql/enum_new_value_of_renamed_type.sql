-- The value cannot be committed before the rename, so a new type takes the place of the old one.
-- options: --rename mood=feeling
-- before
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int, m mood NOT NULL DEFAULT 'ok');
-- rows
INSERT INTO t VALUES (1, 'sad');
-- after
CREATE TYPE feeling AS ENUM ('sad', 'ok', 'glad');
CREATE TABLE t (id int, m feeling NOT NULL DEFAULT 'glad');
-- expect
~ enum feeling
~ column t.m
