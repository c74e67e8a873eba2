-- options: --no-renames
-- before
CREATE TYPE old AS ENUM ('a', 'b');
CREATE TABLE t (id int, m old DEFAULT 'a');
-- rows
INSERT INTO t VALUES (1, 'b');
-- after
CREATE TYPE fresh AS ENUM ('b', 'a', 'x', 'y', 'z', 'u');
CREATE TABLE t (id int, m fresh DEFAULT 'a');
-- expect
- enum old
+ enum fresh
~ column t.m
