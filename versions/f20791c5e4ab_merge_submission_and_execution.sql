-- ---
-- revision: f20791c5e4ab
-- down_revision: [e6720fb4c1d8, 3d18b6f4027e]
-- message: merge submission and execution
-- create_date: 2026-10-19T08:30:00Z
-- ---

-- migrate:up

-- migrate:down
