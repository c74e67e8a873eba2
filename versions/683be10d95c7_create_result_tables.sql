-- ---
-- revision: 683be10d95c7
-- down_revision: f20791c5e4ab
-- message: create result tables
-- create_date: 2026-10-19T11:14:26Z
-- ---

-- migrate:up
CREATE TABLE test_cases (
  id varchar(36) NOT NULL,
  course_content_id varchar(36) NOT NULL,
  name varchar(255) NOT NULL,
  weight integer NOT NULL DEFAULT 1,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_test_cases PRIMARY KEY (id),
  CONSTRAINT uq_test_cases_course_content_id_name UNIQUE (course_content_id, name),
  CONSTRAINT fk_test_cases_course_content_id_course_contents
    FOREIGN KEY (course_content_id) REFERENCES course_contents (id) ON DELETE CASCADE,
  CONSTRAINT ck_test_cases_weight CHECK (weight >= 0)
);

CREATE TABLE results (
  id varchar(36) NOT NULL,
  submission_artifact_id varchar(36) NOT NULL,
  test_case_id varchar(36) NOT NULL,
  execution_backend_id varchar(36),
  status varchar(20) NOT NULL,
  score numeric(5, 2),
  log text,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_results PRIMARY KEY (id),
  CONSTRAINT uq_results_submission_artifact_id_test_case_id
    UNIQUE (submission_artifact_id, test_case_id),
  CONSTRAINT fk_results_submission_artifact_id_submission_artifacts
    FOREIGN KEY (submission_artifact_id) REFERENCES submission_artifacts (id) ON DELETE CASCADE,
  CONSTRAINT fk_results_test_case_id_test_cases
    FOREIGN KEY (test_case_id) REFERENCES test_cases (id) ON DELETE CASCADE,
  CONSTRAINT fk_results_execution_backend_id_execution_backends
    FOREIGN KEY (execution_backend_id) REFERENCES execution_backends (id) ON DELETE SET NULL,
  CONSTRAINT ck_results_status CHECK (status IN ('queued', 'running', 'passed', 'failed'))
);

CREATE INDEX ix_results_test_case_id ON results (test_case_id);
CREATE INDEX ix_results_execution_backend_id ON results (execution_backend_id);

-- migrate:down
DROP TABLE results;
DROP TABLE test_cases;
