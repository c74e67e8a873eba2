-- before
CREATE TABLE t (id int PRIMARY KEY, a text, b text DEFAULT 'plain', c text DEFAULT 'it''s', d text DEFAULT E'a\\b');
-- rows
INSERT INTO t (id) VALUES (1);
-- after
CREATE TABLE t (id int PRIMARY KEY, a text DEFAULT 'it''s "quoted"', b text DEFAULT E'back\\slash\nnew line\ttab', c text DEFAULT '', d text DEFAULT '''');
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
