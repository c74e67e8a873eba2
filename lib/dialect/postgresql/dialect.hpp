#pragma once

#include "dialect/dialect.hpp"

namespace migrate::dialect::postgresql {

/// PostgreSQL 12 and later.
class PostgresqlDialect final : public Dialect {
 public:
  std::string_view name() const override;
  const Capabilities& capabilities() const override;
  const sql::Syntax& syntax() const override;
  std::unique_ptr<db::Connection> connect(
      const db::Url& url, const db::ConnectOptions& options) const override;
  /// See postgresql/advisory_lock.hpp.
  std::unique_ptr<Lock> lock(db::Connection& connection, const LockRequest& request) const override;
  std::optional<TableName> find_table(
      db::Connection& connection, const TableName& table) const override;
  std::unique_ptr<db::Connection> connect_scratch() const override;
  std::vector<CompiledStatement> compile(
      const operations::Operation& operation, db::Connection& connection) const override;
  std::string spell(const schema::Type& type) const override;
  std::string literal(const schema::Value& value) const override;
  ServerFeatures features(db::Connection& connection) const override;
  schema::MetaData inspect(db::Connection& connection, const schema::Filter& filter) const override;
  Normalization normalize(
      schema::MetaData& declared,
      schema::MetaData& live,
      const std::vector<schema::Rename>& renames,
      db::Connection& connection) const override;
  std::unique_ptr<Scratch> open_scratch(
      db::Connection& live, const ScratchRequest& request) const override;
  /// See postgresql/subscriptions.hpp.
  std::string scratch_statement(std::string_view statement) const override;
  std::unique_ptr<db::Connection> copy_schema(db::Connection& live) const override;
  std::vector<std::string> copy_surroundings(
      db::Connection& live, db::Connection& scratch) const override;
  std::vector<std::string> timeout_statements(const Timeouts& timeouts, Scope scope) const override;
  /// RESET ALL takes timeouts of the session scope back too.
  std::vector<std::string> reset_statements() const override;
};

}  // namespace migrate::dialect::postgresql
