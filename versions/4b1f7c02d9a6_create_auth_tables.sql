-- ---
-- revision: 4b1f7c02d9a6
-- down_revision: null
-- message: create auth tables
-- create_date: 2026-10-05T08:12:44Z
-- ---

-- migrate:up
CREATE TABLE users (
  id varchar(36) NOT NULL,
  username varchar(255) NOT NULL,
  email varchar(320) NOT NULL,
  given_name varchar(255),
  family_name varchar(255),
  is_active boolean NOT NULL DEFAULT true,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_users PRIMARY KEY (id),
  CONSTRAINT uq_users_username UNIQUE (username),
  CONSTRAINT uq_users_email UNIQUE (email)
);

CREATE TABLE accounts (
  id varchar(36) NOT NULL,
  user_id varchar(36) NOT NULL,
  provider varchar(50) NOT NULL,
  provider_account_id varchar(255) NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_accounts PRIMARY KEY (id),
  CONSTRAINT uq_accounts_provider_provider_account_id UNIQUE (provider, provider_account_id),
  CONSTRAINT fk_accounts_user_id_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_accounts_user_id ON accounts (user_id);

CREATE TABLE profiles (
  id varchar(36) NOT NULL,
  user_id varchar(36) NOT NULL,
  biography text,
  avatar_url varchar(2048),
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_profiles PRIMARY KEY (id),
  CONSTRAINT uq_profiles_user_id UNIQUE (user_id),
  CONSTRAINT fk_profiles_user_id_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_profiles_created_at ON profiles (created_at);

CREATE TABLE sessions (
  id varchar(36) NOT NULL,
  user_id varchar(36) NOT NULL,
  token_hash varchar(64) NOT NULL,
  expires_at timestamp NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_sessions PRIMARY KEY (id),
  CONSTRAINT uq_sessions_token_hash UNIQUE (token_hash),
  CONSTRAINT fk_sessions_user_id_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_sessions_user_id ON sessions (user_id);
CREATE INDEX ix_sessions_expires_at ON sessions (expires_at);

-- migrate:down
DROP TABLE sessions;
DROP TABLE profiles;
DROP TABLE accounts;
DROP TABLE users;
