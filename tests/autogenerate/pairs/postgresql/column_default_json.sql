-- before
CREATE TABLE t (id int PRIMARY KEY, a json DEFAULT '{}', b jsonb DEFAULT '{"a": 1}', c json DEFAULT '{"k": "it''s"}', d json NOT NULL DEFAULT '[]');
-- rows
INSERT INTO t (id) VALUES (1);
-- after
CREATE TABLE t (id int PRIMARY KEY, a json DEFAULT '[]', b jsonb DEFAULT '{"a": 2}', c json DEFAULT '{"k": "it''s"}', d json NOT NULL DEFAULT '[]');
-- expect
~ column t.a
~ column t.b
