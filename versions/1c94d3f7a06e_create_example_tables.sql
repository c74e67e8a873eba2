-- ---
-- revision: 1c94d3f7a06e
-- down_revision: 683be10d95c7
-- message: create example tables
-- create_date: 2026-10-26T13:05:58Z
-- ---

-- migrate:up
CREATE TABLE example_repositories (
  id varchar(36) NOT NULL,
  organization_id varchar(36),
  name varchar(255) NOT NULL,
  url varchar(2048) NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_example_repositories PRIMARY KEY (id),
  CONSTRAINT uq_example_repositories_url UNIQUE (url),
  CONSTRAINT fk_example_repositories_organization_id_organizations
    FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE SET NULL
);

CREATE INDEX ix_example_repositories_organization_id ON example_repositories (organization_id);

CREATE TABLE examples (
  id varchar(36) NOT NULL,
  example_repository_id varchar(36) NOT NULL,
  directory varchar(255) NOT NULL,
  title varchar(255) NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_examples PRIMARY KEY (id),
  CONSTRAINT uq_examples_example_repository_id_directory UNIQUE (example_repository_id, directory),
  CONSTRAINT fk_examples_example_repository_id_example_repositories
    FOREIGN KEY (example_repository_id) REFERENCES example_repositories (id) ON DELETE CASCADE
);

CREATE TABLE example_versions (
  id varchar(36) NOT NULL,
  example_id varchar(36) NOT NULL,
  version_tag varchar(64) NOT NULL,
  version_number integer NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_example_versions PRIMARY KEY (id),
  CONSTRAINT uq_example_versions_example_id_version_tag UNIQUE (example_id, version_tag),
  CONSTRAINT uq_example_versions_example_id_version_number UNIQUE (example_id, version_number),
  CONSTRAINT fk_example_versions_example_id_examples
    FOREIGN KEY (example_id) REFERENCES examples (id) ON DELETE CASCADE
);

-- migrate:down
DROP TABLE example_versions;
DROP TABLE examples;
DROP TABLE example_repositories;
