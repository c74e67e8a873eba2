-- ---
-- revision: 3d18b6f4027e
-- down_revision: a95c2d70e8f1
-- message: create deployments
-- create_date: 2026-10-14T09:47:12Z
-- ---

-- migrate:up
CREATE TABLE deployments (
  id varchar(36) NOT NULL,
  course_id varchar(36) NOT NULL,
  execution_backend_id varchar(36) NOT NULL,
  status varchar(20) NOT NULL DEFAULT 'pending',
  deployed_at timestamp,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_deployments PRIMARY KEY (id),
  CONSTRAINT uq_deployments_course_id_execution_backend_id UNIQUE (course_id, execution_backend_id),
  CONSTRAINT fk_deployments_course_id_courses
    FOREIGN KEY (course_id) REFERENCES courses (id) ON DELETE CASCADE,
  CONSTRAINT fk_deployments_execution_backend_id_execution_backends
    FOREIGN KEY (execution_backend_id) REFERENCES execution_backends (id) ON DELETE RESTRICT,
  CONSTRAINT ck_deployments_status CHECK (status IN ('pending', 'deployed', 'failed'))
);

CREATE INDEX ix_deployments_execution_backend_id ON deployments (execution_backend_id);

-- migrate:down
DROP TABLE deployments;
