-- ---
-- revision: 75e9c0a8143b
-- down_revision: b3071e64d2f8
-- message: require display names
-- create_date: 2026-11-16T08:44:29Z
-- ---

-- migrate:up
-- SQLite cannot add NOT NULL to a column that is there, so the table is made anew: rows aside, drop, create with the
-- same names, rows back. Both databases run it. Only for a table that no foreign key refers to: PostgreSQL refuses to
-- drop another one.
CREATE TABLE profiles_rows AS SELECT * FROM profiles;
DROP TABLE profiles;

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
  display_name varchar(511) NOT NULL,
  CONSTRAINT pk_profiles PRIMARY KEY (id),
  CONSTRAINT uq_profiles_user_id UNIQUE (user_id),
  CONSTRAINT fk_profiles_user_id_users FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
);

CREATE INDEX ix_profiles_created_at ON profiles (created_at);

INSERT INTO profiles SELECT * FROM profiles_rows;
DROP TABLE profiles_rows;

-- migrate:down
CREATE TABLE profiles_rows AS SELECT * FROM profiles;
DROP TABLE profiles;

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

ALTER TABLE profiles ADD COLUMN display_name varchar(511);
CREATE INDEX ix_profiles_created_at ON profiles (created_at);

INSERT INTO profiles SELECT * FROM profiles_rows;
DROP TABLE profiles_rows;
