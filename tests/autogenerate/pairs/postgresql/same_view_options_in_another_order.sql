-- differs: the server keeps options as they were written
-- as pg_dump writes the one that says WITH CHECK OPTION
-- before
CREATE TABLE t (a int);
CREATE VIEW v WITH (check_option = local, security_barrier = true) AS SELECT a FROM t;
-- after
CREATE TABLE t (a int);
CREATE VIEW v WITH (security_barrier = true) AS SELECT a FROM t WITH LOCAL CHECK OPTION;
-- expect
no change
