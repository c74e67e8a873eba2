#include "engine/database.hpp"

#include "dialect/registry.hpp"
#include "support/error.hpp"

namespace migrate::engine {

Database connect(
    const db::Url& url,
    const db::ConnectOptions& options,
    const dialect::TableName& version_table) {
  Database database{
      .dialect = &dialect::at(url.dialect),
      .url = url,
      .options = options,
      .version_table = version_table,
  };
  database.reconnect();
  return database;
}

void Database::reconnect() {
  if (is_borrowed) {
    throw Error(
        ErrorCode::connection_failed,
        "the connection is lost, and only the program that opened it can open it again",
        "connect and run it again: what was committed stays");
  }
  connection = dialect->connect(url, options);
}

std::unique_ptr<dialect::Scratch> Database::open_scratch() {
  auto scratch =
      dialect->open_scratch(*connection, {.live = url, .given = scratch_url, .options = options});
  if (on_scratch && !scratch->place().empty()) on_scratch(scratch->place());
  return scratch;
}

std::vector<std::string> Database::reset_statements() const {
  auto restoring = connection->restoring_statements();
  return restoring.empty() ? dialect->reset_statements() : restoring;
}

}  // namespace migrate::engine
