-- options: --rename mood.okay=ok
-- loses: t.m
-- before
CREATE TYPE mood AS ENUM ('sad', 'okay', 'glad');
CREATE TABLE t (id int, m mood DEFAULT 'okay', CONSTRAINT ck CHECK (m <> 'okay' OR id > 0));
-- rows
INSERT INTO t VALUES (1, 'okay');
-- after
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE TABLE t (id int, m mood DEFAULT 'ok', CONSTRAINT ck CHECK (m <> 'ok' OR id > 0));
-- expect
~ enum mood
