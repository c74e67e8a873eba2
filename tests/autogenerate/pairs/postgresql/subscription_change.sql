-- Where it is, as far as that needs no publisher.
-- before
CREATE SUBSCRIPTION a CONNECTION 'host=/nowhere' PUBLICATION p, q WITH (connect = false);
COMMENT ON SUBSCRIPTION a IS 'old';
CREATE SUBSCRIPTION b CONNECTION '' PUBLICATION p WITH (connect = false, slot_name = 'slot', binary);
CREATE SUBSCRIPTION c CONNECTION '' PUBLICATION p WITH (connect = false, slot_name = NONE);
-- after
CREATE SUBSCRIPTION a CONNECTION 'host=/nowhere port=1' PUBLICATION r, p WITH (connect = false);
COMMENT ON SUBSCRIPTION a IS 'new';
CREATE SUBSCRIPTION b CONNECTION '' PUBLICATION p
  WITH (connect = false, slot_name = NONE, streaming = on, disable_on_error, synchronous_commit = 'local');
CREATE SUBSCRIPTION c CONNECTION '' PUBLICATION p WITH (connect = false, slot_name = 's');
-- expect
~ connection of subscription a
~ publications of subscription a
~ comment of subscription a
~ option binary of subscription b
~ option disable_on_error of subscription b
~ option slot_name of subscription b
~ option streaming of subscription b
~ option synchronous_commit of subscription b
~ option slot_name of subscription c
