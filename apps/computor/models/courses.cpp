// Courses, what they consist of, and who takes part.
#include <migrate/model.hpp>

#include "shared.hpp"

using namespace migrate;
using computor::audit;
using computor::id;

namespace {

void declare_members(Model& model) {
  model.table(
      "course_roles",
      {
          Column{.name = "id", .type = varchar(50), .primary_key = true},
          Column{.name = "name", .type = varchar(255), .nullable = false, .unique = true},
          Column{.name = "hierarchy_level", .type = integer(), .nullable = false},
          audit,
          Check{.name = "ck_course_roles_hierarchy_level", .condition = "hierarchy_level > 0"},
      });

  model.table(
      "course_groups",
      {
          id,
          Column{
              .name = "course_id",
              .type = varchar(36),
              .nullable = false,
              .references = Reference{.table = "courses", .on_delete = Action::cascade}},
          Column{.name = "name", .type = varchar(255), .nullable = false},
          audit,
          Unique{.columns = {"course_id", "name"}},
      });

  model.table(
      "course_members",
      {
          id,
          Column{
              .name = "course_id",
              .type = varchar(36),
              .nullable = false,
              .references = Reference{.table = "courses", .on_delete = Action::cascade}},
          Column{
              .name = "user_id",
              .type = varchar(36),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "users", .on_delete = Action::cascade}},
          Column{
              .name = "role",
              .type = varchar(50),
              .nullable = false,
              .references = Reference{.table = "course_roles", .on_delete = Action::restrict}},
          Column{
              .name = "course_group_id",
              .type = varchar(36),
              .index = true,
              .references = Reference{.table = "course_groups", .on_delete = Action::set_null}},
          audit,
          Unique{.name = "uq_course_member", .columns = {"course_id", "user_id"}},
      });
}

}  // namespace

void declare(Model& model) {
  model.table(
      "courses",
      {
          id,
          Column{.name = "name", .type = varchar(255), .nullable = false},
          Column{.name = "slug", .type = varchar(300), .nullable = false, .unique = true},
          Column{.name = "description", .type = text()},
          Column{
              .name = "course_family_id",
              .type = varchar(36),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "course_families", .on_delete = Action::restrict}},
          Column{.name = "start_date", .type = timestamp()},
          Column{.name = "end_date", .type = timestamp()},
          Column{.name = "is_active", .type = boolean(), .server_default = true},
          audit,
          Check{
              .name = "ck_courses_dates",
              .condition = "end_date IS NULL OR start_date IS NULL OR end_date >= start_date"},
          Index{
              .name = "ix_courses_not_archived",
              .columns = {"name"},
              .where = "archived_at IS NULL"},
      });

  model.table(
      "course_contents",
      {
          id,
          Column{
              .name = "course_id",
              .type = varchar(36),
              .nullable = false,
              .references = Reference{.table = "courses", .on_delete = Action::cascade}},
          Column{
              .name = "parent_id",
              .type = varchar(36),
              .index = true,
              .references = Reference{.table = "course_contents", .on_delete = Action::cascade}},
          Column{.name = "path", .type = varchar(255), .nullable = false},
          Column{.name = "title", .type = varchar(255), .nullable = false},
          Column{.name = "description", .type = text()},
          Column{.name = "position", .type = integer(), .nullable = false, .server_default = 0},
          Column{
              .name = "example_version_id",
              .type = varchar(36),
              .index = true,
              .references = Reference{.table = "example_versions", .on_delete = Action::set_null}},
          audit,
          Unique{.columns = {"course_id", "path"}},
      });

  declare_members(model);
}
