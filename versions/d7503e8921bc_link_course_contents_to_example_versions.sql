-- ---
-- revision: d7503e8921bc
-- down_revision: 1c94d3f7a06e
-- message: link course contents to example versions
-- create_date: 2026-10-27T15:33:40Z
-- ---

-- migrate:up
ALTER TABLE course_contents ADD COLUMN example_version_id varchar(36)
  CONSTRAINT fk_course_contents_example_version_id_example_versions
  REFERENCES example_versions (id) ON DELETE SET NULL;

CREATE INDEX ix_course_contents_example_version_id ON course_contents (example_version_id);

-- migrate:down
DROP INDEX ix_course_contents_example_version_id;

ALTER TABLE course_contents DROP COLUMN example_version_id;
