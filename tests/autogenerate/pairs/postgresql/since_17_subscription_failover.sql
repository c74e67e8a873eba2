-- since: 17
-- before
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false);
-- after
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false, failover);
CREATE SUBSCRIPTION other CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false, failover, binary);
-- expect
~ subscription s
+ subscription other
