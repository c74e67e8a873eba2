-- What the publisher must be asked about first makes it anew.
-- before
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false);
COMMENT ON SUBSCRIPTION s IS 'stays';
-- after
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false, two_phase);
COMMENT ON SUBSCRIPTION s IS 'stays';
-- expect
~ subscription s
