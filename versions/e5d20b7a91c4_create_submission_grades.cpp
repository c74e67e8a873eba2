// ---
// revision: e5d20b7a91c4
// down_revision: 75e9c0a8143b
// message: create submission grades
// create_date: 2026-11-24T09:11:03Z
// ---

#include <migrate/unit.hpp>

using namespace migrate;

// Reversed for the way back: the table and its indexes go.
void change(Operations& op) {
  op.create_table(
      "submission_grades",
      {
          Column{.name = "id", .type = varchar(36), .primary_key = true},
          Column{
              .name = "artifact_id",
              .type = varchar(36),
              .nullable = false,
              .index = true,
              .references = Reference{
                  .table = "submission_artifacts", .column = "id", .on_delete = Action::cascade}},
          Column{.name = "grade", .type = integer(), .nullable = false},
          Column{.name = "comment", .type = text()},
          Column{
              .name = "created_at",
              .type = timestamp(),
              .nullable = false,
              .server_default = expression("CURRENT_TIMESTAMP")},
          Column{.name = "updated_at", .type = timestamp()},
          Column{.name = "created_by", .type = varchar(36)},
          Column{.name = "updated_by", .type = varchar(36)},
          Column{.name = "archived_at", .type = timestamp()},
          Check{.name = "ck_submission_grades_grade", .condition = "grade BETWEEN 0 AND 100"},
      });
}
