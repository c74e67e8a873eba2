-- ---
-- revision: 526082431390
-- down_revision: 91a0e5c7d328
-- message: create course members
-- create_date: 2026-10-08T07:55:30Z
-- ---

-- migrate:up
CREATE TABLE course_members (
  id varchar(36) NOT NULL,
  course_id varchar(36) NOT NULL,
  user_id varchar(36) NOT NULL,
  role varchar(50) NOT NULL,
  course_group_id varchar(36),
  created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp,
  created_by varchar(36),
  updated_by varchar(36),
  archived_at timestamp,
  CONSTRAINT pk_course_members PRIMARY KEY (id),
  CONSTRAINT uq_course_member UNIQUE (course_id, user_id),
  CONSTRAINT fk_course_members_course_id_courses
    FOREIGN KEY (course_id) REFERENCES courses (id) ON DELETE CASCADE,
  CONSTRAINT fk_course_members_user_id_users
    FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE,
  CONSTRAINT fk_course_members_role_course_roles
    FOREIGN KEY (role) REFERENCES course_roles (id) ON DELETE RESTRICT,
  CONSTRAINT fk_course_members_course_group_id_course_groups
    FOREIGN KEY (course_group_id) REFERENCES course_groups (id) ON DELETE SET NULL
);

CREATE INDEX ix_course_members_user_id ON course_members (user_id);
CREATE INDEX ix_course_members_course_group_id ON course_members (course_group_id);

-- migrate:down
DROP TABLE course_members;
