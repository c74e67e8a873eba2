-- before
CREATE TABLE t (a int, b int, PRIMARY KEY (a, b));
-- rows
INSERT INTO t VALUES (1, 2);
-- after
CREATE TABLE t (a int, b int, PRIMARY KEY (b, a));
-- expect
~ primary key t.t_pkey
