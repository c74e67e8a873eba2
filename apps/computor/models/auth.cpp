// Users, how they come in, and what they say of themselves.
#include <migrate/model.hpp>

#include "shared.hpp"

using namespace migrate;
using computor::audit;
using computor::id;

void declare(Model& model) {
  model.table(
      "users",
      {
          id,
          Column{.name = "username", .type = varchar(255), .nullable = false, .unique = true},
          Column{.name = "email", .type = varchar(320), .nullable = false, .unique = true},
          Column{.name = "given_name", .type = varchar(255)},
          Column{.name = "family_name", .type = varchar(255)},
          Column{.name = "is_active", .type = boolean(), .nullable = false, .server_default = true},
          audit,
      });

  model.table(
      "accounts",
      {
          id,
          Column{
              .name = "user_id",
              .type = varchar(36),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "users", .on_delete = Action::cascade}},
          Column{.name = "provider", .type = varchar(50), .nullable = false},
          Column{.name = "provider_account_id", .type = varchar(255), .nullable = false},
          audit,
          Unique{.columns = {"provider", "provider_account_id"}},
      });

  model.table(
      "profiles",
      {
          id,
          Column{
              .name = "user_id",
              .type = varchar(36),
              .nullable = false,
              .unique = true,
              .references = Reference{.table = "users", .on_delete = Action::cascade}},
          Column{.name = "biography", .type = text()},
          Column{.name = "avatar_url", .type = varchar(2048)},
          audit,
          Column{.name = "display_name", .type = varchar(511), .nullable = false},
          Index{.columns = {"created_at"}},
      });

  model.table(
      "sessions",
      {
          id,
          Column{
              .name = "user_id",
              .type = varchar(36),
              .nullable = false,
              .index = true,
              .references = Reference{.table = "users", .on_delete = Action::cascade}},
          Column{.name = "token_hash", .type = varchar(64), .nullable = false, .unique = true},
          Column{.name = "expires_at", .type = timestamp(), .nullable = false, .index = true},
          audit,
      });
}
