#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/table_definition.hpp"
#include "schema/name.hpp"

namespace migrate::dialect::sqlite {

/// A table that is there, and what goes with it when it is dropped.
struct LiveTable {
  std::string schema{};         // where it is
  std::string schema_prefix{};  // the same, empty for main: what its name needs in front
  std::string name{};           // as SQLite has it
  TableDefinition definition{};
  std::vector<Object> indexes{};   // those that a CREATE INDEX made
  std::vector<Object> triggers{};  // a trigger in temp can be of a table elsewhere

  friend bool operator==(const LiveTable&, const LiveTable&) = default;
};

/// Errors: unit_error when there is no such table; see parse_table_definition.
LiveTable live_table(db::Connection& connection, const schema::Name& name);

/// What uses this column and would not survive without it: "the view v".
std::vector<std::string> users_of_column(
    db::Connection& connection, const LiveTable& table, std::string_view column);

/// The views that show this table, directly or through other ones, and that work: in quotes, with
/// their schema.
std::vector<std::string> working_views(db::Connection& connection, const LiveTable& table);

/// Whether some view shows what is not there: DROP COLUMN of any table fails then.
bool has_broken_view(db::Connection& connection, std::string_view schema);

/// A database in memory with the same schema and no rows.
std::unique_ptr<db::Connection> shadow_of(db::Connection& connection);

}  // namespace migrate::dialect::sqlite
