-- refuses: the connection of a subscription holds a password
-- code: invalid_config
-- before
CREATE TABLE t (a int);
-- after
CREATE TABLE t (a int);
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere password=secret' PUBLICATION p WITH (connect = false);
