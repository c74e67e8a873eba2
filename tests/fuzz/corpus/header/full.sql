-- ---
-- revision: 3f2a91d0c6aa
-- down_revision: [a, "b\u00e9", 'it''s']   # a merge
-- branch_labels: [core]
-- depends_on: other
-- message: "create \"account\" \x41\ud83d\ude00"
-- create_date: 2026-11-22T10:04:28Z
-- transactional: false
-- ---

-- migrate:up
SELECT 1;
