-- refuses: ... has no place in a model
-- code: invalid_config
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p;
ALTER SUBSCRIPTION s SET (binary = true);
