-- since: 16
-- before
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false);
CREATE SUBSCRIPTION gone CONNECTION 'host=/nowhere' PUBLICATION p WITH (connect = false, origin = none, streaming = parallel);
-- after
CREATE SUBSCRIPTION s CONNECTION 'host=/nowhere' PUBLICATION p
  WITH (connect = false, origin = none, run_as_owner, password_required = false);
CREATE SUBSCRIPTION other CONNECTION 'host=/nowhere' PUBLICATION p
  WITH (connect = false, origin = none, run_as_owner, password_required = false);
-- expect
~ option origin of subscription s
~ option password_required of subscription s
~ option run_as_owner of subscription s
- subscription gone
+ subscription other
