-- before
CREATE TABLE t (id int PRIMARY KEY);
CREATE SUBSCRIPTION old CONNECTION 'host=/nowhere dbname=a' PUBLICATION p WITH (connect = false, slot_name = 'kept');
-- after
CREATE TABLE t (id int PRIMARY KEY);
CREATE SUBSCRIPTION "New" CONNECTION 'host=/nowhere dbname=''b''' PUBLICATION q, "P" WITH (connect = false, binary);
COMMENT ON SUBSCRIPTION "New" IS 'from elsewhere';
CREATE SUBSCRIPTION slotless CONNECTION '' PUBLICATION p
  WITH (connect = false, slot_name = NONE, synchronous_commit = 'local', streaming = on, disable_on_error);
-- expect
- subscription old
+ subscription "New"
+ subscription slotless
