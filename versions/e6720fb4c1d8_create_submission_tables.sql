-- ---
-- revision: e6720fb4c1d8
-- down_revision: 526082431390
-- message: create submission tables
-- create_date: 2026-10-12T10:21:05Z
-- ---

-- migrate:up
CREATE TABLE submission_groups (
  id varchar(36) NOT NULL,
  course_content_id varchar(36) NOT NULL,
  course_member_id varchar(36),
  max_submissions integer,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_submission_groups PRIMARY KEY (id),
  CONSTRAINT uq_submission_groups_content_member UNIQUE (course_content_id, course_member_id),
  CONSTRAINT fk_submission_groups_course_content_id_course_contents
    FOREIGN KEY (course_content_id) REFERENCES course_contents (id) ON DELETE CASCADE,
  CONSTRAINT fk_submission_groups_course_member_id_course_members
    FOREIGN KEY (course_member_id) REFERENCES course_members (id) ON DELETE CASCADE,
  CONSTRAINT ck_submission_groups_max_submissions CHECK (max_submissions > 0)
);

CREATE INDEX ix_submission_groups_course_member_id ON submission_groups (course_member_id);

CREATE TABLE submission_artifacts (
  id varchar(36) NOT NULL,
  submission_group_id varchar(36) NOT NULL,
  file_name varchar(255) NOT NULL,
  file_size bigint NOT NULL,
  storage_key varchar(1024) NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_submission_artifacts PRIMARY KEY (id),
  CONSTRAINT uq_submission_artifacts_storage_key UNIQUE (storage_key),
  CONSTRAINT fk_submission_artifacts_group_id_submission_groups
    FOREIGN KEY (submission_group_id) REFERENCES submission_groups (id) ON DELETE CASCADE,
  CONSTRAINT ck_submission_artifacts_file_size CHECK (file_size >= 0)
);

CREATE INDEX ix_submission_artifacts_group_id ON submission_artifacts (submission_group_id);
CREATE INDEX ix_submission_artifacts_created_at ON submission_artifacts (created_at);

-- migrate:down
DROP TABLE submission_artifacts;
DROP TABLE submission_groups;
