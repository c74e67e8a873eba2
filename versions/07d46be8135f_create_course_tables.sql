-- ---
-- revision: 07d46be8135f
-- down_revision: c8e35a91f274
-- message: create course tables
-- create_date: 2026-10-06T14:02:51Z
-- ---

-- migrate:up
CREATE TABLE course_roles (
  id varchar(50) NOT NULL,
  name varchar(255) NOT NULL,
  hierarchy_level integer NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_course_roles PRIMARY KEY (id),
  CONSTRAINT uq_course_roles_name UNIQUE (name),
  CONSTRAINT ck_course_roles_hierarchy_level CHECK (hierarchy_level > 0)
);

CREATE TABLE courses (
  id varchar(36) NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  course_family_id varchar(36) NOT NULL,
  start_date timestamp,
  end_date timestamp,
  is_active boolean DEFAULT true,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_courses PRIMARY KEY (id),
  CONSTRAINT fk_courses_course_family_id_course_families
    FOREIGN KEY (course_family_id) REFERENCES course_families (id) ON DELETE RESTRICT,
  CONSTRAINT ck_courses_dates CHECK (end_date IS NULL OR start_date IS NULL OR end_date >= start_date)
);

CREATE INDEX ix_courses_course_family_id ON courses (course_family_id);
CREATE INDEX ix_courses_not_archived ON courses (name) WHERE archived_at IS NULL;

CREATE TABLE course_contents (
  id varchar(36) NOT NULL,
  course_id varchar(36) NOT NULL,
  parent_id varchar(36),
  path varchar(255) NOT NULL,
  title varchar(255) NOT NULL,
  description text,
  position integer NOT NULL DEFAULT 0,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_course_contents PRIMARY KEY (id),
  CONSTRAINT uq_course_contents_course_id_path UNIQUE (course_id, path),
  CONSTRAINT fk_course_contents_course_id_courses
    FOREIGN KEY (course_id) REFERENCES courses (id) ON DELETE CASCADE,
  CONSTRAINT fk_course_contents_parent_id_course_contents
    FOREIGN KEY (parent_id) REFERENCES course_contents (id) ON DELETE CASCADE
);

CREATE INDEX ix_course_contents_parent_id ON course_contents (parent_id);

CREATE TABLE course_groups (
  id varchar(36) NOT NULL,
  course_id varchar(36) NOT NULL,
  name varchar(255) NOT NULL,
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_course_groups PRIMARY KEY (id),
  CONSTRAINT uq_course_groups_course_id_name UNIQUE (course_id, name),
  CONSTRAINT fk_course_groups_course_id_courses
    FOREIGN KEY (course_id) REFERENCES courses (id) ON DELETE CASCADE
);

-- migrate:down
DROP TABLE course_groups;
DROP TABLE course_contents;
DROP TABLE courses;
DROP TABLE course_roles;
