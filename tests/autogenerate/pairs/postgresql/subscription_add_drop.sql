-- before
CREATE SUBSCRIPTION old CONNECTION 'host=nowhere' PUBLICATION a WITH (connect = false);
CREATE SUBSCRIPTION bare CONNECTION 'host=nowhere' PUBLICATION a WITH (connect = false, slot_name = NONE);
-- after
CREATE SUBSCRIPTION "S" CONNECTION 'host=nowhere password=it''s' PUBLICATION a, "B" WITH (connect = false, slot_name = 'other', binary = true);
COMMENT ON SUBSCRIPTION "S" IS 'from nowhere';
-- expect
- subscription old
- slot of subscription old
- state of subscription old
- subscription bare
- state of subscription bare
+ subscription "S"
+ slot of subscription "S"
+ state of subscription "S"
