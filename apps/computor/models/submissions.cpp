// What members hand in, and the grades for it.
#include <migrate/model.hpp>

#include "shared.hpp"

using namespace migrate;
using computor::audit;
using computor::id;

void declare(Model& model) {
  model.table(
      "submission_groups",
      {
          id,
          Column{
              .name = "course_content_id",
              .type = varchar(36),
              .nullable = false,
              .references = Reference{.table = "course_contents", .on_delete = Action::cascade}},
          Column{
              .name = "course_member_id",
              .type = varchar(36),
              .index = true,
              .references = Reference{.table = "course_members", .on_delete = Action::cascade}},
          Column{.name = "max_submissions", .type = integer()},
          audit,
          Unique{
              .name = "uq_submission_groups_content_member",
              .columns = {"course_content_id", "course_member_id"}},
          Check{.name = "ck_submission_groups_max_submissions", .condition = "max_submissions > 0"},
      });

  model.table(
      "submission_artifacts",
      {
          id,
          Column{.name = "submission_group_id", .type = varchar(36), .nullable = false},
          Column{.name = "file_name", .type = varchar(255), .nullable = false},
          Column{.name = "file_size", .type = big_integer(), .nullable = false},
          Column{.name = "storage_key", .type = varchar(1024), .nullable = false, .unique = true},
          audit,
          ForeignKey{
              .name = "fk_submission_artifacts_group_id_submission_groups",
              .columns = {"submission_group_id"},
              .referred_table = "submission_groups",
              .referred_columns = {"id"},
              .on_delete = Action::cascade},
          Check{.name = "ck_submission_artifacts_file_size", .condition = "file_size >= 0"},
          Index{.name = "ix_submission_artifacts_group_id", .columns = {"submission_group_id"}},
          Index{.columns = {"created_at"}},
      });

  model.table(
      "submission_grades",
      {
          id,
          Column{
              .name = "artifact_id",
              .type = varchar(36),
              .nullable = false,
              .index = true,
              .references =
                  Reference{.table = "submission_artifacts", .on_delete = Action::cascade}},
          Column{.name = "grade", .type = integer(), .nullable = false},
          Column{.name = "comment", .type = text()},
          audit,
          Check{.name = "ck_submission_grades_grade", .condition = "grade BETWEEN 0 AND 100"},
      });
}
