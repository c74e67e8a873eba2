#include "dialect/postgresql/dialect.hpp"

#include <fmt/format.h>

#include "dialect/postgresql/advisory_lock.hpp"
#include "dialect/postgresql/connection.hpp"
#include "dialect/postgresql/ddl_compiler.hpp"
#include "dialect/postgresql/inspector.hpp"
#include "dialect/postgresql/normalizer.hpp"
#include "dialect/postgresql/scratch.hpp"
#include "dialect/postgresql/subscriptions.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "sql/quoting.hpp"

namespace migrate::dialect::postgresql {

std::string_view PostgresqlDialect::name() const {
  return "postgresql";
}

const Capabilities& PostgresqlDialect::capabilities() const {
  static const Capabilities result{
      .schemas = true,
      .comments = true,
      .transaction_per_unit =
          {
              .begin_unit = "BEGIN",
              .commit_unit = "COMMIT",
              .rollback_unit = {"ROLLBACK"},
          },
      .transaction_for_all =
          {
              .begin_run = "BEGIN",
              .commit_run = "COMMIT",
              .rollback_run = "ROLLBACK",
          },
  };
  return result;
}

const sql::Syntax& PostgresqlDialect::syntax() const {
  return postgresql::syntax();
}

std::unique_ptr<db::Connection> PostgresqlDialect::connect(
    const db::Url& url, const db::ConnectOptions& options) const {
  return postgresql::connect(url, options);
}

std::unique_ptr<Lock> PostgresqlDialect::lock(
    db::Connection& connection, const LockRequest& request) const {
  return postgresql::lock(connection, request);
}

std::optional<TableName> PostgresqlDialect::find_table(
    db::Connection& connection, const TableName& table) const {
  const std::string name = sql::quote_literal(table.name);
  const std::string condition =
      table.schema.empty()
          ? fmt::format("c.oid = pg_catalog.to_regclass(pg_catalog.quote_ident({}))", name)
          : fmt::format(
                "n.nspname = {} AND c.relname = {}", sql::quote_literal(table.schema), name);
  const auto rows = connection.query(fmt::format(
      "SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n "
      "ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'f') AND {}",
      condition));
  if (rows.empty()) return std::nullopt;
  return TableName{.schema = rows.front().front().value_or(""), .name = table.name};
}

std::unique_ptr<db::Connection> PostgresqlDialect::connect_scratch() const {
  return nullptr;
}

std::vector<CompiledStatement> PostgresqlDialect::compile(
    const operations::Operation& operation, db::Connection& /*connection*/) const {
  return postgresql::compile(*this, operation);
}

std::string PostgresqlDialect::spell(const schema::Type& type) const {
  return postgresql::spell(type);
}

std::string PostgresqlDialect::literal(const schema::Value& value) const {
  return postgresql::literal(value);
}

ServerFeatures PostgresqlDialect::features(db::Connection& connection) const {
  return postgresql::features(connection);
}

schema::MetaData PostgresqlDialect::inspect(
    db::Connection& connection, const schema::Filter& filter) const {
  return postgresql::inspect(connection, filter);
}

Normalization PostgresqlDialect::normalize(
    schema::MetaData& declared,
    schema::MetaData& live,
    const std::vector<schema::Rename>& renames,
    db::Connection& connection) const {
  return postgresql::normalize(*this, declared, live, renames, connection);
}

std::unique_ptr<Scratch> PostgresqlDialect::open_scratch(
    db::Connection& live, const ScratchRequest& request) const {
  return postgresql::open_scratch(live, request);
}

std::string PostgresqlDialect::scratch_statement(std::string_view statement) const {
  return postgresql::scratch_statement(statement);
}

std::unique_ptr<db::Connection> PostgresqlDialect::copy_schema(db::Connection& /*live*/) const {
  return nullptr;
}

std::vector<std::string> PostgresqlDialect::copy_surroundings(
    db::Connection& live, db::Connection& scratch) const {
  return postgresql::copy_surroundings(live, scratch);
}

std::vector<std::string> PostgresqlDialect::timeout_statements(
    const Timeouts& timeouts, Scope scope) const {
  std::vector<std::string> statements;
  const std::string_view set = scope == Scope::transaction ? "SET LOCAL" : "SET";
  const auto add = [&](std::string_view setting, std::chrono::milliseconds time) {
    if (time.count() > 0)
      statements.push_back(fmt::format("{} {} = {}", set, setting, time.count()));
  };
  add("lock_timeout", timeouts.lock);
  add("statement_timeout", timeouts.statement);
  return statements;
}

std::vector<std::string> PostgresqlDialect::reset_statements() const {
  return {"RESET SESSION AUTHORIZATION", "RESET ROLE", "RESET ALL"};
}

}  // namespace migrate::dialect::postgresql
