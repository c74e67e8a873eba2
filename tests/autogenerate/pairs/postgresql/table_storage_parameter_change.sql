-- before
CREATE TABLE t (a int) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.2);
-- after
CREATE TABLE t (a int) WITH (fillfactor = 80);
-- expect
~ table t
