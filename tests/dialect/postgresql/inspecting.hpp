#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "schema/filter.hpp"
#include "schema/metadata.hpp"
#include "testing/databases.hpp"

namespace migrate::testing {

/// A database that is made by some statements, and inspected.
class InspectedDatabase final {
 public:
  explicit InspectedDatabase(const std::vector<std::string>& statements)
      : connection_(database_.connect()) {
    for (const std::string& statement : statements)
      connection_->execute(statement);
  }

  db::Connection& connection() { return *connection_; }
  const FreshDatabase& database() const { return database_; }

  schema::MetaData inspect(const schema::Filter& filter = {}) {
    return database_.dialect().inspect(*connection_, filter);
  }

  /// A table of the default schema.
  schema::Table table(const std::string& name = "t") {
    const schema::MetaData metadata = inspect();
    const schema::Table* const found = metadata.find_table({.name = name});
    if (found == nullptr) throw std::runtime_error("there is no table " + name);
    return *found;
  }

  /// 150018 for 15.18.
  int version() { return std::stoi(value_of(*connection_, "SHOW server_version_num")); }

 private:
  FreshDatabase database_{"postgresql"};
  std::unique_ptr<db::Connection> connection_;
};

}  // namespace migrate::testing
