-- since: 17
-- before
CREATE TABLE t (id int);
GRANT SELECT ON t TO pg_monitor;
-- after
CREATE TABLE t (id int);
GRANT SELECT, MAINTAIN ON t TO pg_monitor;
-- expect
+ privilege MAINTAIN ON TABLE t TO pg_monitor
