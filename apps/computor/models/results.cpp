// Tests, and what came of running them.
#include <migrate/model.hpp>

#include "shared.hpp"

using namespace migrate;
using computor::audit;
using computor::id;

void declare(Model& model) {
  model.table(
      "test_cases",
      {
          id,
          Column{
              .name = "course_content_id",
              .type = varchar(36),
              .nullable = false,
              .references = Reference{.table = "course_contents", .on_delete = Action::cascade}},
          Column{.name = "name", .type = varchar(255), .nullable = false},
          Column{.name = "weight", .type = integer(), .nullable = false, .server_default = 1},
          audit,
          Unique{.columns = {"course_content_id", "name"}},
          Check{.name = "ck_test_cases_weight", .condition = "weight >= 0"},
      });

  model.table(
      "results",
      {
          id,
          Column{
              .name = "submission_artifact_id",
              .type = varchar(36),
              .nullable = false,
              .references =
                  Reference{.table = "submission_artifacts", .on_delete = Action::cascade}},
          Column{
              .name = "test_case_id",
              .type = varchar(36),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "test_cases", .on_delete = Action::cascade}},
          Column{
              .name = "execution_backend_id",
              .type = varchar(36),
              .index = true,
              .references =
                  Reference{.table = "execution_backends", .on_delete = Action::set_null}},
          Column{.name = "status", .type = varchar(20), .nullable = false},
          Column{.name = "score", .type = numeric(5, 2)},
          Column{.name = "log", .type = text()},
          audit,
          Unique{.columns = {"submission_artifact_id", "test_case_id"}},
          Check{
              .name = "ck_results_status",
              .condition = "status IN ('queued', 'running', 'passed', 'failed')"},
      });
}
