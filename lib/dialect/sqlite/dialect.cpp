#include "dialect/sqlite/dialect.hpp"

#include <fmt/format.h>

#include "dialect/sqlite/connection.hpp"
#include "dialect/sqlite/ddl_compiler.hpp"
#include "dialect/sqlite/inspector.hpp"
#include "dialect/sqlite/live_table.hpp"
#include "dialect/sqlite/normalizer.hpp"
#include "dialect/sqlite/scratch.hpp"
#include "dialect/sqlite/syntax.hpp"
#include "sql/quoting.hpp"

namespace migrate::dialect::sqlite {
namespace {

class NoLock final : public Lock {
 public:
  std::vector<std::string> in_each_transaction() const override { return {}; }
};

}  // namespace

std::string_view SqliteDialect::name() const {
  return "sqlite";
}

const Capabilities& SqliteDialect::capabilities() const {
  static const Capabilities result{
      .schemas = false,
      .comments = false,
      .rebuilds_tables = true,
      .transaction_per_unit =
          {
              .begin_run = "BEGIN IMMEDIATE",
              .commit_run = "COMMIT",
              .rollback_run = "ROLLBACK",
              .begin_unit = "SAVEPOINT migrate_unit",
              .commit_unit = "RELEASE migrate_unit",
              .rollback_unit = {"ROLLBACK TO migrate_unit", "RELEASE migrate_unit"},
          },
      .transaction_for_all =
          {
              .begin_run = "BEGIN IMMEDIATE",
              .commit_run = "COMMIT",
              .rollback_run = "ROLLBACK",
          },
  };
  return result;
}

const sql::Syntax& SqliteDialect::syntax() const {
  return sqlite::syntax();
}

std::unique_ptr<db::Connection> SqliteDialect::connect(
    const db::Url& url, const db::ConnectOptions& options) const {
  return sqlite::connect(url, options);
}

std::unique_ptr<Lock> SqliteDialect::lock(
    db::Connection& /*connection*/, const LockRequest& /*request*/) const {
  return std::make_unique<NoLock>();
}

std::optional<TableName> SqliteDialect::find_table(
    db::Connection& connection, const TableName& table) const {
  const auto rows = connection.query(fmt::format(
      "SELECT name FROM {}sqlite_schema WHERE type IN ('table', 'view') AND name = {} COLLATE "
      "NOCASE",
      table.schema.empty() ? "" : sql::quote_identifier(table.schema) + ".",
      sql::quote_literal(table.name)));
  if (rows.empty()) return std::nullopt;
  return table;
}

std::unique_ptr<db::Connection> SqliteDialect::connect_scratch() const {
  return sqlite::connect_scratch();
}

std::vector<CompiledStatement> SqliteDialect::compile(
    const operations::Operation& operation, db::Connection& connection) const {
  return sqlite::compile(*this, operation, connection);
}

std::string SqliteDialect::spell(const schema::Type& type) const {
  return sqlite::spell(type);
}

std::string SqliteDialect::literal(const schema::Value& value) const {
  return sqlite::literal(value);
}

ServerFeatures SqliteDialect::features(db::Connection& connection) const {
  return sqlite::features(connection);
}

schema::MetaData SqliteDialect::inspect(
    db::Connection& connection, const schema::Filter& filter) const {
  return sqlite::inspect(connection, filter);
}

Normalization SqliteDialect::normalize(
    schema::MetaData& declared,
    schema::MetaData& live,
    const std::vector<schema::Rename>& renames,
    db::Connection& connection) const {
  return sqlite::normalize(*this, declared, live, renames, connection);
}

std::unique_ptr<Scratch> SqliteDialect::open_scratch(
    db::Connection& live, const ScratchRequest& request) const {
  return sqlite::open_scratch(live, request);
}

std::unique_ptr<db::Connection> SqliteDialect::copy_schema(db::Connection& live) const {
  return shadow_of(live);
}

std::vector<std::string> SqliteDialect::copy_surroundings(
    db::Connection& live, db::Connection& scratch) const {
  return sqlite::copy_surroundings(live, scratch);
}

std::vector<std::string> SqliteDialect::timeout_statements(
    const Timeouts& /*timeouts*/, Scope /*scope*/) const {
  return {};
}

std::vector<std::string> SqliteDialect::reset_statements() const {
  return {};
}

}  // namespace migrate::dialect::sqlite
