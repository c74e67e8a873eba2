-- before
CREATE TABLE t (id int PRIMARY KEY, a timestamptz DEFAULT now(), b uuid, c date DEFAULT CURRENT_DATE, d text DEFAULT CURRENT_USER, e text DEFAULT upper('a'), f timestamptz DEFAULT now());
-- rows
INSERT INTO t (id) VALUES (1);
-- after
CREATE TABLE t (id int PRIMARY KEY, a timestamptz DEFAULT clock_timestamp(), b uuid DEFAULT gen_random_uuid(), c date DEFAULT (CURRENT_DATE + 1), d text DEFAULT SESSION_USER, e text DEFAULT lower('a'),
  f timestamptz DEFAULT now() + '1 day');
-- expect
~ column t.a
~ column t.b
~ column t.c
~ column t.d
~ column t.e
~ column t.f
