// Where tests run, and which courses run there.
#include <migrate/model.hpp>

#include "shared.hpp"

using namespace migrate;
using computor::audit;
using computor::id;

void declare(Model& model) {
  model.table(
      "execution_backends",
      {
          id,
          Column{.name = "slug", .type = varchar(100), .nullable = false, .unique = true},
          Column{.name = "type", .type = varchar(50), .nullable = false},
          Column{.name = "properties", .type = text(), .nullable = false, .server_default = "{}"},
          audit,
      });

  model.table(
      "deployments",
      {
          id,
          Column{
              .name = "course_id",
              .type = varchar(36),
              .nullable = false,
              .references = Reference{.table = "courses", .on_delete = Action::cascade}},
          Column{
              .name = "execution_backend_id",
              .type = varchar(36),
              .nullable = false,
              .index = true,
              .references =
                  Reference{.table = "execution_backends", .on_delete = Action::restrict}},
          Column{
              .name = "status",
              .type = varchar(20),
              .nullable = false,
              .server_default = "pending"},
          Column{.name = "deployed_at", .type = timestamp()},
          audit,
          Unique{.columns = {"course_id", "execution_backend_id"}},
          Check{
              .name = "ck_deployments_status",
              .condition = "status IN ('pending', 'deployed', 'failed')"},
      });
}
