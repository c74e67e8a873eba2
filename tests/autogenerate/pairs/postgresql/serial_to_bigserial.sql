-- before
CREATE TABLE t (id serial PRIMARY KEY, a text);
-- rows
INSERT INTO t (a) VALUES ('a');
-- after
CREATE TABLE t (id bigserial PRIMARY KEY, a text);
-- expect
~ column t.id
~ sequence t_id_seq
