-- refuses: ... is there and is declared, and the one that is there is not managed
-- code: unsupported
-- before
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere password=secret' PUBLICATION p WITH (connect = false);
-- after
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false);
