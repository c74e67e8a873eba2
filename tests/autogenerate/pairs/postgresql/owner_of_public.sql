-- settings: compare: { owners: true }
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
ALTER SCHEMA public OWNER TO pg_monitor;
-- expect
+ owner of schema public
