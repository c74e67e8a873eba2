-- loses: t.d t.c
-- before
CREATE TABLE t (id int PRIMARY KEY, a text, b text, c text, d json);
-- rows
INSERT INTO t VALUES (1, '{"a": 1}', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '10.0.0.1/32', '{"x":  2}');
-- after
CREATE TABLE t (id int PRIMARY KEY, a jsonb, b uuid, c inet, d jsonb);
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
