-- ---
-- revision: a95c2d70e8f1
-- down_revision: 526082431390
-- branch_labels: [execution]
-- message: create execution backends
-- create_date: 2026-10-13T16:08:37Z
-- ---

-- migrate:up
CREATE TABLE execution_backends (
  id varchar(36) NOT NULL,
  slug varchar(100) NOT NULL,
  type varchar(50) NOT NULL,
  properties text NOT NULL DEFAULT '{}',
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_execution_backends PRIMARY KEY (id),
  CONSTRAINT uq_execution_backends_slug UNIQUE (slug)
);

-- migrate:down
DROP TABLE execution_backends;
