// What users may do.
#include <migrate/model.hpp>

#include "shared.hpp"

using namespace migrate;
using computor::audit;
using computor::id;

namespace {

/// A column of a table that has nothing but pairs.
Column part_of_key(Text name, Text table) {
  return {
      .name = name,
      .type = varchar(36),
      .primary_key = true,
      .references = Reference{.table = table, .on_delete = Action::cascade}};
}

}  // namespace

void declare(Model& model) {
  model.table(
      "roles",
      {
          id,
          Column{.name = "name", .type = varchar(255), .nullable = false, .unique = true},
          Column{.name = "description", .type = text()},
          Column{
              .name = "is_builtin", .type = boolean(), .nullable = false, .server_default = false},
          audit,
      });

  model.table(
      "claims",
      {
          id,
          Column{
              .name = "role_id",
              .type = varchar(36),
              .nullable = false,
              .references = Reference{.table = "roles", .on_delete = Action::cascade}},
          Column{.name = "claim_type", .type = varchar(100), .nullable = false},
          Column{.name = "claim_value", .type = varchar(255), .nullable = false},
          audit,
          Unique{.columns = {"role_id", "claim_type", "claim_value"}},
      });

  model.table(
      "groups",
      {
          id,
          Column{.name = "name", .type = varchar(255), .nullable = false, .unique = true},
          Column{.name = "description", .type = text()},
          audit,
      });

  model.table(
      "user_roles",
      {
          part_of_key("user_id", "users"),
          part_of_key("role_id", "roles"),
          audit,
          Index{.columns = {"role_id"}},
      });

  model.table(
      "user_groups",
      {
          part_of_key("user_id", "users"),
          part_of_key("group_id", "groups"),
          audit,
          Index{.columns = {"group_id"}},
      });
}
