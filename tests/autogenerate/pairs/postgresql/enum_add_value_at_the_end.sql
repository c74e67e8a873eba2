-- before
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int, m mood);
-- rows
INSERT INTO t VALUES (1, 'ok');
-- after
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad', 'ecstatic');
CREATE TABLE t (id int, m mood);
-- expect
~ enum mood
