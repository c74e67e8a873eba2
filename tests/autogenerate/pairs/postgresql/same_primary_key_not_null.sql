-- before
CREATE TABLE t (a int, b int, PRIMARY KEY (a, b));
-- after
CREATE TABLE t (a int NOT NULL, b int NOT NULL, CONSTRAINT t_pkey PRIMARY KEY (a, b));
-- expect
no change
