-- ---
-- revision: 2f6b80d1c95e
-- down_revision: 8ea4f6120c3d
-- message: add display name to profiles
-- create_date: 2026-11-09T10:02:16Z
-- ---

-- migrate:up
ALTER TABLE profiles ADD COLUMN display_name varchar(511);

-- migrate:down
ALTER TABLE profiles DROP COLUMN display_name;
