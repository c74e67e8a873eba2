-- before
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE TABLE t (id int, m mood DEFAULT 'glad', old mood);
-- rows
INSERT INTO t VALUES (1, 'ok', 'sad');
-- after
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int, m mood NOT NULL DEFAULT 'sad');
-- expect
~ enum mood
~ column t.m
- column t.old
