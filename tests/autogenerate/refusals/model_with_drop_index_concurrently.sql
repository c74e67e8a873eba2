-- refuses: ... has no place in a model
-- code: invalid_config
-- before
-- after
CREATE TABLE t (a int);
DROP INDEX CONCURRENTLY i;
