-- refuses: ... has no place in a model
-- code: invalid_config
-- before
-- after
CREATE TABLE t (a int);
ALTER DATABASE postgres SET work_mem = '5MB';
