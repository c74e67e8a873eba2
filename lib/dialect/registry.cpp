#include "dialect/registry.hpp"

#include <fmt/format.h>

#include "dialect/postgresql/dialect.hpp"
#include "dialect/sqlite/dialect.hpp"
#include "support/error.hpp"

namespace migrate::dialect {

const Dialect& at(std::string_view name) {
  static const postgresql::PostgresqlDialect postgresql;
  static const sqlite::SqliteDialect sqlite;
  if (name == postgresql.name()) return postgresql;
  if (name == sqlite.name()) return sqlite;
  throw Error(
      ErrorCode::invalid_url,
      fmt::format("there is no database `{}`", name),
      "the databases are postgresql and sqlite");
}

}  // namespace migrate::dialect
