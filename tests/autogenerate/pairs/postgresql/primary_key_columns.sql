-- before
CREATE TABLE t (a int NOT NULL, b int NOT NULL, c text, CONSTRAINT t_pkey PRIMARY KEY (a));
-- rows
INSERT INTO t VALUES (1, 2, 'x'), (2, 2, 'y');
-- after
CREATE TABLE t (a int NOT NULL, b int NOT NULL, c text, CONSTRAINT t_pkey PRIMARY KEY (a, b));
-- expect
~ primary key t.t_pkey
