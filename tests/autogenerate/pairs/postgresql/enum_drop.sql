-- before
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int, m mood DEFAULT 'ok');
-- rows
INSERT INTO t VALUES (1);
-- after
CREATE TABLE t (id int);
-- expect
- enum mood
- column t.m
