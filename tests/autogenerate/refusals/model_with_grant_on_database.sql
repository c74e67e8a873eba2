-- refuses: ... has no place in a model
-- code: invalid_config
-- before
-- after
CREATE TABLE t (a int);
GRANT CONNECT ON DATABASE postgres TO pg_monitor;
