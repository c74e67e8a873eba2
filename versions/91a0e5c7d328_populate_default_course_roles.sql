-- ---
-- revision: 91a0e5c7d328
-- down_revision: 07d46be8135f
-- message: populate default course roles
-- create_date: 2026-10-06T14:40:19Z
-- ---

-- migrate:up
INSERT INTO course_roles (id, name, hierarchy_level)
VALUES
  ('_student', 'Student', 1),
  ('_tutor', 'Tutor', 2),
  ('_lecturer', 'Lecturer', 3),
  ('_maintainer', 'Maintainer', 4),
  ('_owner', 'Owner', 5);

-- migrate:down
DELETE FROM course_roles
WHERE id IN ('_student', '_tutor', '_lecturer', '_maintainer', '_owner');
