-- before
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE TABLE t (id int PRIMARY KEY, a int[] DEFAULT '{}', b text[] DEFAULT ARRAY['x'], c mood DEFAULT 'ok', d mood[] DEFAULT '{sad}', e interval DEFAULT '1 day');
-- rows
INSERT INTO t (id) VALUES (1);
-- after
CREATE TYPE mood AS ENUM ('sad', 'ok', 'glad');
CREATE TABLE t (id int PRIMARY KEY, a int[] DEFAULT '{1,2}', b text[] DEFAULT ARRAY['y', 'z'], c mood DEFAULT 'glad', d mood[] DEFAULT '{sad,ok}', e interval DEFAULT '36 hours');
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
~ column t.e
