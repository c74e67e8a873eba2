#include "dialect/sqlite/inspector.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "dialect/sqlite/reading.hpp"
#include "dialect/sqlite/table_definition.hpp"
#include "sql/lexer.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

constexpr std::string_view default_schema = "main";

/// Virtual tables have no page of their own; the tables that they keep their rows in are `shadow`.
constexpr std::string_view definitions =
    "SELECT type, name, tbl_name, sql FROM main.sqlite_schema WHERE type IN ('table', 'index') AND "
    "sql IS NOT NULL AND rootpage > 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name NOT "
    "IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow') ORDER BY "
    "name";

/// A CREATE TABLE or a CREATE INDEX.
struct Definition {
  std::string name{};
  std::string sql{};
};

/// Reads each table once, when it is asked for: foreign keys may refer to what is left out.
class Catalog final {
 public:
  explicit Catalog(db::Connection& connection) {
    for (db::Row& row : connection.inspect(definitions)) {
      Definition definition{.name = row[1].value_or(""), .sql = row[3].value_or("")};
      if (row[0] == "table")
        tables_.push_back(std::move(definition));
      else
        indexes_[support::to_lower(row[2].value_or(""))].push_back(std::move(definition));
    }
    for (std::size_t i = 0; i < tables_.size(); ++i)
      places_[support::to_lower(tables_[i].name)] = i;
  }

  /// Once: the tables are given away.
  schema::MetaData metadata(const schema::Filter& filter) {
    std::vector<schema::Table*> shown;
    for (const Definition& definition : tables_) {
      if (is_looked_at(filter, definition.name)) shown.push_back(find(definition.name));
    }
    for (schema::Table* const table : shown) {
      settle_names(*table, [this](std::string_view name) { return find(name); });
      order_parts(*table);
    }
    schema::MetaData result{.default_schema = std::string(default_schema)};
    for (schema::Table* const table : shown)
      result.tables.push_back(std::move(*table));
    return result;
  }

 private:
  static bool is_looked_at(const schema::Filter& filter, const std::string& name) {
    // SQLite finds the version table in any letter case.
    const bool is_version_table = sql::same_word(name, filter.version_table.name);
    return !is_version_table && schema::includes(filter, {.name = name}, default_schema);
  }

  schema::Table* find(std::string_view name) {
    const std::string lower = support::to_lower(name);
    const auto place = places_.find(lower);
    if (place == places_.end()) return nullptr;
    const auto [read, is_new] = read_.try_emplace(lower);
    if (is_new) read->second = this->read(tables_[place->second]);
    return &read->second;
  }

  schema::Table read(const Definition& definition) const {
    try {
      schema::Table table = read_table(parse_table_definition(definition.sql), definition.name);
      const auto indexes = indexes_.find(support::to_lower(definition.name));
      if (indexes == indexes_.end()) return table;
      for (const Definition& index : indexes->second)
        table.indexes.push_back(read_index(index.sql, index.name, table));
      return table;
    } catch (const Error& error) {
      throw error.with_hint(
          fmt::format("leave the table out: include: {{exclude_tables: [{}]}}", definition.name));
    }
  }

  std::vector<Definition> tables_{};
  std::unordered_map<std::string, std::vector<Definition>> indexes_{};  // by their table
  std::unordered_map<std::string, std::size_t> places_{};
  std::unordered_map<std::string, schema::Table> read_{};
};

class NameSettler final {
 public:
  NameSettler(schema::Table& table, const FindTable& find) : table_(&table), find_(&find) {}

  void settle() {
    for (schema::Constraint& constraint : table_->constraints)
      std::visit(*this, constraint);
    for (schema::Index& index : table_->indexes) {
      for (schema::IndexColumn& column : index.columns)
        spell(column.name, *table_);
    }
  }

  template <typename Key>
  void operator()(Key& key) {
    spell(key.columns, *table_);
  }
  void operator()(schema::Check& /*check*/) {}
  void operator()(schema::Exclude& /*exclude*/) {}
  void operator()(schema::ForeignKey& key) {
    spell(key.columns, *table_);
    const schema::Table* const referred = find(key.referred_table.name);
    if (referred == nullptr) return;
    key.referred_table.name = referred->name.name;
    const schema::PrimaryKey* const primary = referred->primary_key();
    const bool is_primary = key.referred_columns.empty() && primary != nullptr &&
                            primary->columns.size() == key.columns.size();
    if (is_primary) key.referred_columns = primary->columns;
    spell(key.referred_columns, *referred);
  }

 private:
  const schema::Table* find(std::string_view name) const {
    return sql::same_word(name, table_->name.name) ? table_ : (*find_)(name);
  }

  static void spell(std::string& name, const schema::Table& table) {
    const auto column = std::ranges::find_if(
        table.columns, [&](const schema::Column& one) { return sql::same_word(one.name, name); });
    if (column != table.columns.end()) name = column->name;
  }
  static void spell(std::vector<std::string>& names, const schema::Table& table) {
    for (std::string& name : names)
      spell(name, table);
  }

  schema::Table* table_;
  const FindTable* find_;
};

}  // namespace

ServerFeatures features(db::Connection& /*connection*/) {
  return {.sets_expressions = true};
}

schema::MetaData inspect(db::Connection& connection, const schema::Filter& filter) {
  return Catalog(connection).metadata(filter);
}

void settle_names(schema::Table& table, const FindTable& find) {
  NameSettler(table, find).settle();
}

}  // namespace migrate::dialect::sqlite
