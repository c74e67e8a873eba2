#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dialect/registry.hpp"
#include "dialect/sqlite/connection.hpp"
#include "dialect/sqlite/ddl_compiler.hpp"
#include "testing/databases.hpp"

namespace migrate::dialect::sqlite {

/// A database in memory, which operations are run on as the engine does: one transaction, and a
/// savepoint for each operation.
class Altered final {
 public:
  explicit Altered(const std::vector<std::string>& statements = {}) {
    for (const std::string& sql : statements)
      run(sql);
    run("BEGIN IMMEDIATE");
  }

  void run(std::string_view sql) { connection_->execute(sql); }

  std::string value(std::string_view sql) { return testing::value_of(*connection_, sql); }

  /// The rows, values apart by commas, rows by semicolons.
  std::string rows(std::string_view sql) {
    std::string text;
    for (const db::Row& row : connection_->query(sql)) {
      if (!text.empty()) text += ";";
      for (std::size_t i = 0; i < row.size(); ++i)
        text += (i == 0 ? "" : ",") + row[i].value_or("NULL");
    }
    return text;
  }

  std::string sql_of(std::string_view name) {
    return value(fmt::format("SELECT sql FROM sqlite_schema WHERE name = '{}'", name));
  }

  std::vector<CompiledStatement> compile(const operations::Operation& operation) {
    return sqlite::compile(dialect::at("sqlite"), operation, *connection_);
  }

  /// The statements, one a line.
  std::string text_of(const operations::Operation& operation) {
    std::string text;
    for (const CompiledStatement& statement : compile(operation)) {
      if (!text.empty()) text += "\n";
      text += statement.sql;
    }
    return text;
  }

  /// Runs it; a failure takes back what it has done.
  void apply(const operations::Operation& operation) {
    run("SAVEPOINT migrate_unit");
    try {
      for (const CompiledStatement& statement : compile(operation))
        execute(statement);
    } catch (const Error&) {
      run("ROLLBACK TO migrate_unit");
      run("RELEASE migrate_unit");
      run("PRAGMA legacy_alter_table = OFF");
      throw;
    }
    run("RELEASE migrate_unit");
  }

  db::Connection& connection() { return *connection_; }

 private:
  void execute(const CompiledStatement& statement) {
    if (statement.refusal.empty()) {
      run(statement.sql);
    } else if (!connection_->query(statement.sql).empty()) {
      throw Error(ErrorCode::unit_error, statement.refusal);
    }
  }

  std::unique_ptr<db::Connection> connection_{
      connect({.dialect = "sqlite", .path = ":memory:"}, {})};
};

}  // namespace migrate::dialect::sqlite
