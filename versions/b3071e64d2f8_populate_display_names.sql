-- ---
-- revision: b3071e64d2f8
-- down_revision: 2f6b80d1c95e
-- message: populate display names
-- create_date: 2026-11-09T10:20:45Z
-- ---

-- migrate:up
UPDATE profiles
SET display_name = (
  SELECT coalesce(users.given_name || ' ' || users.family_name, users.username)
  FROM users
  WHERE users.id = profiles.user_id
)
WHERE display_name IS NULL;

-- migrate:down
UPDATE profiles
SET display_name = NULL
WHERE display_name = (
  SELECT coalesce(users.given_name || ' ' || users.family_name, users.username)
  FROM users
  WHERE users.id = profiles.user_id
);
