-- before
CREATE TABLE t (id int, m text NOT NULL DEFAULT 'ok' CONSTRAINT ck CHECK (m IN ('sad', 'ok')));
-- rows
INSERT INTO t VALUES (1, 'sad');
-- after
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int, m mood NOT NULL DEFAULT 'ok');
-- expect
+ enum mood
~ column t.m
- check t.ck
