-- options: --rename t.mail=email
-- renames: column t.mail email
-- before
CREATE TABLE t (id int PRIMARY KEY, mail varchar(20));
-- rows
INSERT INTO t VALUES (1, 'a');
-- after
CREATE TABLE t (id int PRIMARY KEY, email text NOT NULL DEFAULT 'none');
-- expect
~ column t.email
