-- ---
-- revision: c8e35a91f274
-- down_revision: 4b1f7c02d9a6
-- message: create organization tables
-- create_date: 2026-10-05T09:30:07Z
-- ---

-- migrate:up
CREATE TABLE organizations (
  id varchar(36) NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_organizations PRIMARY KEY (id),
  CONSTRAINT uq_organizations_name UNIQUE (name)
);

CREATE TABLE course_families (
  id varchar(36) NOT NULL,
  organization_id varchar(36) NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_course_families PRIMARY KEY (id),
  CONSTRAINT uq_course_families_organization_id_name UNIQUE (organization_id, name),
  CONSTRAINT fk_course_families_organization_id_organizations
    FOREIGN KEY (organization_id) REFERENCES organizations (id) ON DELETE CASCADE
);

-- migrate:down
DROP TABLE course_families;
DROP TABLE organizations;
