-- options: --rename mood=feeling
-- before
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (id int, m mood DEFAULT 'ok', l mood[]);
-- rows
INSERT INTO t VALUES (1, 'ok', '{sad}');
-- after
CREATE TYPE feeling AS ENUM ('sad', 'ok');
CREATE TABLE t (id int, m feeling DEFAULT 'ok', l feeling[]);
-- expect
~ enum feeling
