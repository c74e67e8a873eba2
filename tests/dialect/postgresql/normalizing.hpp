#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dialect/dialect.hpp"
#include "operations/operation.hpp"
#include "schema/metadata.hpp"
#include "testing/databases.hpp"

namespace migrate::dialect::postgresql {

inline schema::Type verbatim(std::string words) {
  return {.kind = TypeKind::verbatim, .name = std::move(words)};
}

inline schema::Type sized(TypeKind kind, int length) {
  return {.kind = kind, .length = length};
}

inline schema::Type array_of(TypeKind kind, int dimensions = 1) {
  return {.kind = kind, .dimensions = dimensions};
}

inline schema::Column column(
    std::string name, schema::Type type, std::optional<schema::Value> value = std::nullopt) {
  return {.name = std::move(name), .type = std::move(type), .server_default = std::move(value)};
}

inline schema::Column column(
    std::string name, TypeKind kind, std::optional<schema::Value> value = std::nullopt) {
  return column(std::move(name), schema::Type{.kind = kind}, std::move(value));
}

inline schema::Value expression(std::string text) {
  return schema::Expression{std::move(text)};
}

/// The table t alone.
inline schema::MetaData only(
    std::vector<schema::Column> columns,
    std::vector<schema::Constraint> constraints = {},
    std::vector<schema::Index> indexes = {}) {
  return {
      .tables = {
          {.name = {.name = "t"},
           .columns = std::move(columns),
           .constraints = std::move(constraints),
           .indexes = std::move(indexes)}}};
}

/// What tables are declared with, in an order that does not depend on who declared it.
inline schema::MetaData in_order(schema::MetaData metadata) {
  for (schema::Table& table : metadata.tables) {
    std::ranges::sort(table.columns, {}, &schema::Column::name);
    std::ranges::sort(table.indexes, {}, &schema::Index::name);
    std::ranges::sort(
        table.constraints, {}, [](const schema::Constraint& one) { return schema::name(one); });
  }
  const auto by_name = [](const auto& one) { return schema::describe(one.name); };
  std::ranges::sort(metadata.tables, {}, by_name);
  std::ranges::sort(metadata.enums, {}, by_name);
  std::ranges::sort(metadata.sequences, {}, by_name);
  metadata.renames.clear();
  metadata.objects.clear();
  metadata.dependencies.clear();
  metadata.has_objects = false;
  metadata.has_privileges = false;
  return metadata;
}

/// Two sides after normalising.
struct Sides {
  schema::MetaData declared{};
  schema::MetaData live{};
  std::vector<std::string> unconfirmed{};

  bool are_equal() const { return in_order(declared) == in_order(live); }
  const schema::Table& declared_table() const { return declared.tables.front(); }
};

/// A database whose only schema is emptied for each case.
class LiveDatabase final {
 public:
  LiveDatabase() : connection_(database_.connect()) {}

  /// Runs the statements in an empty schema `public`.
  void make(const std::vector<std::string>& statements) {
    connection_->execute("DROP SCHEMA public CASCADE");
    connection_->execute("DROP SCHEMA IF EXISTS billing CASCADE");
    connection_->execute("CREATE SCHEMA public");
    for (const std::string& statement : statements)
      connection_->execute(statement);
  }

  schema::MetaData inspect() {
    return dialect().inspect(*connection_, {.schemas = {"", "billing"}});
  }

  Sides normalize(schema::MetaData declared, const std::vector<schema::Rename>& renames = {}) {
    return normalize(std::move(declared), inspect(), renames);
  }

  Sides normalize(
      schema::MetaData declared,
      schema::MetaData live,
      const std::vector<schema::Rename>& renames,
      db::Connection* connection = nullptr) {
    Sides sides{.declared = std::move(declared), .live = std::move(live)};
    sides.unconfirmed = dialect()
                            .normalize(
                                sides.declared,
                                sides.live,
                                renames,
                                connection == nullptr ? *connection_ : *connection)
                            .unconfirmed;
    return sides;
  }

  /// What a run could leave behind, counted.
  std::string remains() {
    return testing::value_of(
        *connection_,
        "SELECT concat_ws(' ', (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_type), "
        "(SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_constraint), "
        "(SELECT count(*) FROM pg_namespace WHERE nspname !~ '^pg_(toast_)?temp'), "
        "(SELECT count(*) FROM pg_depend), (SELECT count(*) FROM pg_database))");
  }

  /// How the declared tables would be made, for messages.
  std::string text_of(const schema::MetaData& metadata) {
    std::string text;
    for (const schema::Table& table : in_order(metadata).tables) {
      for (const CompiledStatement& statement :
           dialect().compile(operations::CreateTable{.table = table}, *connection_))
        text += statement.sql + ";\n";
    }
    return text;
  }

  const Dialect& dialect() const { return database_.dialect(); }
  const testing::FreshDatabase& database() const { return database_; }
  db::Connection& connection() { return *connection_; }

 private:
  testing::FreshDatabase database_{"postgresql"};
  std::unique_ptr<db::Connection> connection_;
};

}  // namespace migrate::dialect::postgresql
