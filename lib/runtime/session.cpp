#include "runtime/session.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>

#include "db/url.hpp"
#include "dialect/postgresql/connection.hpp"
#include "dialect/registry.hpp"
#include "dialect/sqlite/connection.hpp"

namespace migrate::runtime {
namespace {

/// Opens a session, or borrows the one that is given.
struct Opener {
  db::ConnectOptions options{};
  dialect::TableName version_table{};

  engine::Database operator()(const std::string& url) const {
    std::error_code none;  // then only a relative path goes wrong, when it is opened
    const std::string directory = std::filesystem::current_path(none).string();
    return engine::connect(db::parse_url(url, directory), options, version_table);
  }

  engine::Database operator()(pg_conn* session) const {
    return borrowed("postgresql", dialect::postgresql::adopt(session, options));
  }

  engine::Database operator()(sqlite3* session) const {
    return borrowed("sqlite", dialect::sqlite::adopt(session, options));
  }

  engine::Database borrowed(
      std::string_view dialect, std::unique_ptr<db::Connection> connection) const {
    return {
        .dialect = &dialect::at(dialect),
        .version_table = version_table,
        .connection = std::move(connection),
        .is_borrowed = true,
    };
  }
};

}  // namespace

engine::Database open(const Database& database, const Options& options) {
  const Opener opener{
      .options = {.connect_timeout = options.connect_timeout, .lock_wait = options.lock_wait},
      .version_table = {.schema = options.version_table_schema, .name = options.version_table},
  };
  return std::visit(opener, database.place());
}

schema::NamingConvention naming_of(const Options& options) {
  return {
      .index = options.naming.ix,
      .unique = options.naming.uq,
      .check = options.naming.ck,
      .foreign_key = options.naming.fk,
      .primary_key = options.naming.pk,
  };
}

}  // namespace migrate::runtime
