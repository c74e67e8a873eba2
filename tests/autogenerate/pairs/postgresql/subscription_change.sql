-- before
CREATE SUBSCRIPTION s CONNECTION 'host=nowhere' PUBLICATION a, b WITH (connect = false);
-- after
CREATE SUBSCRIPTION s CONNECTION 'host=elsewhere' PUBLICATION b, c WITH (connect = false, slot_name = 't', binary = true, synchronous_commit = 'on');
-- expect
~ connection of subscription s
~ publications of subscription s
~ options of subscription s
~ slot of subscription s
