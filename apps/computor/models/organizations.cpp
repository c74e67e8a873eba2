// Who teaches, and families of courses.
#include <migrate/model.hpp>

#include "shared.hpp"

using namespace migrate;
using computor::audit;
using computor::id;

void declare(Model& model) {
  model.table(
      "organizations",
      {
          id,
          Column{.name = "name", .type = varchar(255), .nullable = false, .unique = true},
          Column{.name = "description", .type = text()},
          audit,
      });

  model.table(
      "course_families",
      {
          id,
          Column{
              .name = "organization_id",
              .type = varchar(36),
              .nullable = false,
              .references = Reference{.table = "organizations", .on_delete = Action::cascade}},
          Column{.name = "name", .type = varchar(255), .nullable = false},
          Column{.name = "description", .type = text()},
          audit,
          Unique{.columns = {"organization_id", "name"}},
      });
}
