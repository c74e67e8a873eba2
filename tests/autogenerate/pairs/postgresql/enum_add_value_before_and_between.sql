-- before
CREATE TYPE mood AS ENUM ('b', 'd');
CREATE TABLE t (id int, m mood);
-- rows
INSERT INTO t VALUES (1, 'b');
-- after
CREATE TYPE mood AS ENUM ('0', 'a', 'b', 'c', 'c2', 'd', 'e');
CREATE TABLE t (id int, m mood);
-- expect
~ enum mood
