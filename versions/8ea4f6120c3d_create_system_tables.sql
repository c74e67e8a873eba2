-- ---
-- revision: 8ea4f6120c3d
-- down_revision: d7503e8921bc
-- message: create system tables
-- create_date: 2026-11-02T09:12:03Z
-- ---

-- migrate:up
CREATE TABLE roles (
  id varchar(36) NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  is_builtin boolean NOT NULL DEFAULT false,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_roles PRIMARY KEY (id),
  CONSTRAINT uq_roles_name UNIQUE (name)
);

CREATE TABLE claims (
  id varchar(36) NOT NULL,
  role_id varchar(36) NOT NULL,
  claim_type varchar(100) NOT NULL,
  claim_value varchar(255) NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_claims PRIMARY KEY (id),
  CONSTRAINT uq_claims_role_id_claim_type_claim_value UNIQUE (role_id, claim_type, claim_value),
  CONSTRAINT fk_claims_role_id_roles FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE CASCADE
);

CREATE TABLE groups (
  id varchar(36) NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_groups PRIMARY KEY (id),
  CONSTRAINT uq_groups_name UNIQUE (name)
);

CREATE TABLE user_roles (
  user_id varchar(36) NOT NULL,
  role_id varchar(36) NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_user_roles PRIMARY KEY (user_id, role_id),
  CONSTRAINT fk_user_roles_user_id_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_user_roles_role_id_roles FOREIGN KEY (role_id) REFERENCES roles (id) ON DELETE CASCADE
);

CREATE INDEX ix_user_roles_role_id ON user_roles (role_id);

CREATE TABLE user_groups (
  user_id varchar(36) NOT NULL,
  group_id varchar(36) NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_user_groups PRIMARY KEY (user_id, group_id),
  CONSTRAINT fk_user_groups_user_id_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_user_groups_group_id_groups FOREIGN KEY (group_id) REFERENCES groups (id) ON DELETE CASCADE
);

CREATE INDEX ix_user_groups_group_id ON user_groups (group_id);

-- migrate:down
DROP TABLE user_groups;
DROP TABLE user_roles;
DROP TABLE groups;
DROP TABLE claims;
DROP TABLE roles;
