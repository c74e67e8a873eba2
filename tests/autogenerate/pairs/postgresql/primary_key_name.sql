-- options: --rename old_pk=new_pk
-- before
CREATE TABLE t (id int CONSTRAINT old_pk PRIMARY KEY);
CREATE TABLE c (t_id int REFERENCES t);
-- rows
INSERT INTO t VALUES (1);
INSERT INTO c VALUES (1);
-- after
CREATE TABLE t (id int CONSTRAINT new_pk PRIMARY KEY);
CREATE TABLE c (t_id int REFERENCES t);
-- expect
~ primary key t.new_pk
