// Examples that course contents are made of.
#include <migrate/model.hpp>

#include "shared.hpp"

using namespace migrate;
using computor::audit;
using computor::id;

void declare(Model& model) {
  model.table(
      "example_repositories",
      {
          id,
          Column{
              .name = "organization_id",
              .type = varchar(36),
              .index = true,
              .references = Reference{.table = "organizations", .on_delete = Action::set_null}},
          Column{.name = "name", .type = varchar(255), .nullable = false},
          Column{.name = "url", .type = varchar(2048), .nullable = false, .unique = true},
          audit,
      });

  model.table(
      "examples",
      {
          id,
          Column{
              .name = "example_repository_id",
              .type = varchar(36),
              .nullable = false,
              .references =
                  Reference{.table = "example_repositories", .on_delete = Action::cascade}},
          Column{.name = "directory", .type = varchar(255), .nullable = false},
          Column{.name = "title", .type = varchar(255), .nullable = false},
          audit,
          Unique{.columns = {"example_repository_id", "directory"}},
      });

  model.table(
      "example_versions",
      {
          id,
          Column{
              .name = "example_id",
              .type = varchar(36),
              .nullable = false,
              .references = Reference{.table = "examples", .on_delete = Action::cascade}},
          Column{.name = "version_tag", .type = varchar(64), .nullable = false},
          Column{.name = "version_number", .type = integer(), .nullable = false},
          audit,
          Unique{.columns = {"example_id", "version_tag"}},
          Unique{.columns = {"example_id", "version_number"}},
      });
}
