-- Alembic evaluates this one, which moves the sequence.
-- before
CREATE SEQUENCE s;
CREATE TABLE t (a bigint DEFAULT nextval('s'), b serial);
-- rows
INSERT INTO t DEFAULT VALUES;
-- after
CREATE SEQUENCE s;
CREATE TABLE t (a bigint DEFAULT nextval('public.s'::regclass), b serial);
-- expect
no change
