#include "engine/database.hpp"

#include "dialect/registry.hpp"

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
  connection = dialect->connect(url, options);
}

}  // namespace migrate::engine
