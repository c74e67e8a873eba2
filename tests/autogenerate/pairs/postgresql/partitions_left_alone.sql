-- A model with no partition of a table leaves those that are there to somebody else, with all they have.
-- unmanaged: partitions of log
-- differs: the model does not say it all
-- before
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TABLE log (at date, text text) PARTITION BY RANGE (at);
CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TRIGGER g BEFORE INSERT ON log_1 FOR EACH ROW EXECUTE FUNCTION f();
COMMENT ON TRIGGER g ON log_1 IS 'of the partition alone';
ALTER TABLE log_1 ENABLE ROW LEVEL SECURITY;
-- after
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TABLE log (at date, text text) PARTITION BY RANGE (at);
-- expect
no change
