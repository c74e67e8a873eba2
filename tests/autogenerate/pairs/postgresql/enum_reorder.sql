-- before
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE TABLE t (id int, m mood);
-- rows
INSERT INTO t VALUES (1, 'ok'), (2, 'glad');
-- after
CREATE TYPE mood AS ENUM ('glad', 'ok', 'sad');
CREATE TABLE t (id int, m mood);
-- expect
~ enum mood
