-- before
CREATE TABLE t (id serial PRIMARY KEY);
-- after
CREATE SEQUENCE t_id_seq AS integer;
CREATE TABLE t (id integer NOT NULL DEFAULT nextval('t_id_seq'));
ALTER SEQUENCE t_id_seq OWNED BY t.id;
ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
-- expect
no change
