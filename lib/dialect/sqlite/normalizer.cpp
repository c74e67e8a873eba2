#include "dialect/sqlite/normalizer.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/sqlite/inspector.hpp"
#include "dialect/sqlite/reading.hpp"
#include "dialect/sqlite/table_ddl.hpp"
#include "dialect/sqlite/unification.hpp"
#include "operations/operation.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

/// Tables by their names in lower case.
using Tables = std::unordered_map<std::string, schema::Table*>;

Tables tables_of(schema::MetaData& metadata) {
  Tables result;
  for (schema::Table& table : metadata.tables)
    result.emplace(support::to_lower(table.name.name), &table);
  return result;
}

schema::Table* find(const Tables& tables, std::string_view name) {
  const auto found = tables.find(support::to_lower(name));
  return found == tables.end() ? nullptr : found->second;
}

/// A declared table, as statements and as what these say.
struct Made {
  std::vector<std::string> statements{};
  schema::Table table{};
};

/// The error with the table that it is about.
Error about(const schema::Table& table, const Error& error) {
  return error.with_message(fmt::format("table {}: {}", describe(table.name), error.message()));
}

void require_default_schema(const schema::Table& table) {
  if (table.name.schema.empty() || sql::same_word(table.name.schema, "main")) return;
  throw Error(
      ErrorCode::unsupported,
      fmt::format("SQLite has no schemas: table {}", describe(table.name)),
      "leave its schema out");
}

Made made(const Dialect& dialect, schema::Table table) {
  require_default_schema(table);
  table.name.schema.clear();
  Made result;
  try {
    result.statements = create_table_statements(dialect, {.table = table});
    result.table = read_table(parse_table_definition(result.statements.front()), table.name.name);
    for (std::size_t i = 0; i < table.indexes.size(); ++i) {
      result.table.indexes.push_back(
          read_index(result.statements[i + 1], table.indexes[i].name, result.table));
    }
  } catch (const Error& error) {
    throw about(table, error);
  }
  return result;
}

/// SQLite tells names apart in lower case, tables and indexes together.
void require_distinct_names(const std::vector<Made>& all) {
  std::set<std::string> names;
  const auto add = [&](const std::string& name, std::string_view kind) {
    if (names.insert(support::to_lower(name)).second) return;
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("the name of the {} {} is declared twice", kind, name),
        "give one of the two another name: SQLite has one name for a table or an index, in "
        "whatever letter case");
  };
  for (const Made& one : all)
    add(one.table.name.name, "table");
  for (const Made& one : all) {
    for (const schema::Index& index : one.table.indexes)
      add(index.name, "index");
  }
}

/// A database in memory that sees each new definition, and keeps none.
class Trial final {
 public:
  explicit Trial(const Dialect& dialect) : connection_(dialect.connect_scratch()) {}

  /// What SQLite does not know here (functions and collations of a program) and so cannot tell;
  /// empty when it takes the definition. Errors: invalid_config when it does not.
  std::string refusal(const Made& made) {
    connection_->execute("BEGIN");
    std::string result;
    try {
      for (const std::string& sql : made.statements)
        connection_->execute(sql);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::sql_error) throw;
      result = error.message();
    }
    if (connection_->in_transaction()) connection_->execute("ROLLBACK");
    const bool is_unknown = result.find("no such function") != std::string::npos ||
                            result.find("no such collation") != std::string::npos;
    if (result.empty() || is_unknown) return result;
    throw about(
        made.table,
        Error(ErrorCode::invalid_config, result, "correct its definition in the models"));
  }

 private:
  std::unique_ptr<db::Connection> connection_;
};

/// What foreign keys refer to that is neither declared nor looked at, as far as they need to know:
/// its names, and its primary key.
class Hidden final {
 public:
  Hidden(db::Connection& connection, const std::set<std::string>& names) {
    if (names.empty()) return;
    std::vector<std::string> literals;
    std::ranges::transform(names, std::back_inserter(literals), sql::quote_literal);
    for (const db::Row& row : connection.inspect(fmt::format(
             "SELECT m.name, c.name, c.pk FROM main.sqlite_schema AS m, pragma_table_info(m.name) "
             "AS c WHERE m.type = 'table' AND lower(m.name) IN ({}) ORDER BY m.name, c.pk, c.cid",
             fmt::join(literals, ", "))))
      add(row);
  }

  const schema::Table* find(std::string_view name) const {
    const auto found = tables_.find(support::to_lower(name));
    return found == tables_.end() ? nullptr : &found->second;
  }

 private:
  void add(const db::Row& row) {
    const std::string name = row[0].value_or("");
    const auto [place, is_new] = tables_.try_emplace(support::to_lower(name));
    schema::Table& table = place->second;
    if (is_new) table = {.name = {.name = name}, .constraints = {schema::PrimaryKey{}}};
    table.columns.push_back({.name = row[1].value_or("")});
    auto& key = std::get<schema::PrimaryKey>(table.constraints.front());
    if (row[2] != "0") key.columns.push_back(table.columns.back().name);
  }

  std::unordered_map<std::string, schema::Table> tables_{};
};

/// What SQLite does not have at all.
void leave_out(schema::MetaData& declared, const schema::MetaData& live) {
  declared.default_schema = live.default_schema;
  declared.schemas.clear();
  declared.enums.clear();
  declared.sequences.clear();
  std::erase_if(declared.tables, [](const schema::Table& table) { return table.temporary; });
}

class Normalizer final {
 public:
  Normalizer(
      const Dialect& dialect,
      schema::MetaData& declared,
      schema::MetaData& live,
      db::Connection& connection)
      : dialect_(&dialect), declared_(&declared), live_(&live), connection_(&connection) {}

  Normalization run(const std::vector<schema::Rename>& renames) {
    live_tables_ = tables_of(*live_);
    for (const schema::Table& table : declared_->tables) {
      const schema::Table* const other = find(live_tables_, table.name.name);
      // What is equal letter by letter has nothing to gain.
      const bool is_same = renames.empty() && other != nullptr && *other == table;
      made_.push_back(is_same ? Made{.table = table} : made(*dialect_, table));
    }
    require_distinct_names(made_);
    settle_names();
    for (schema::Table& table : live_->tables)
      rename_in_expressions(table, renames);
    for (Made& one : made_)
      unify_with_live(one.table);
    for (schema::Table& table : live_->tables)
      order_parts(table);
    Normalization result{.unconfirmed = try_new_ones()};
    put_back();
    return result;
  }

 private:
  void settle_names() {
    Tables declared_tables;
    for (Made& one : made_) {
      if (const auto* const other = find(live_tables_, one.table.name.name))
        adopt_names(one.table, *other);
      declared_tables.emplace(support::to_lower(one.table.name.name), &one.table);
    }
    const auto find_shown = [&](std::string_view name) -> const schema::Table* {
      const schema::Table* const own = find(declared_tables, name);
      return own == nullptr ? find(live_tables_, name) : own;
    };
    const Hidden hidden(*connection_, names_referred_to(find_shown));
    for (Made& one : made_) {
      sqlite::settle_names(one.table, [&](std::string_view name) {
        const schema::Table* const shown = find_shown(name);
        return shown == nullptr ? hidden.find(name) : shown;
      });
    }
  }

  /// Those that are not found, in lower case.
  std::set<std::string> names_referred_to(const FindTable& find_shown) const {
    std::set<std::string> names;
    for (const Made& one : made_) {
      for (const schema::Constraint& constraint : one.table.constraints) {
        const auto* const key = std::get_if<schema::ForeignKey>(&constraint);
        if (key != nullptr && find_shown(key->referred_table.name) == nullptr)
          names.insert(support::to_lower(key->referred_table.name));
      }
    }
    return names;
  }

  void unify_with_live(schema::Table& table) {
    schema::Table* const other = find(live_tables_, table.name.name);
    if (other != nullptr && *other == table) return;
    if (other != nullptr) unify(table, *other);
    order_parts(table);
  }

  std::vector<std::string> try_new_ones() const {
    std::vector<std::string> result;
    std::unique_ptr<Trial> trial;
    for (const Made& one : made_) {
      const schema::Table* const other = find(live_tables_, one.table.name.name);
      if (other != nullptr && *other == one.table) continue;
      if (!trial) trial = std::make_unique<Trial>(*dialect_);
      const std::string refusal = trial->refusal(one);
      if (!refusal.empty())
        result.push_back(fmt::format("table {}: {}", one.table.name.name, refusal));
    }
    return result;
  }

  void put_back() {
    const auto by_name = [](const schema::Table& table) -> const std::string& {
      return table.name.name;
    };
    declared_->tables.clear();
    for (Made& one : made_)
      declared_->tables.push_back(std::move(one.table));
    std::ranges::sort(declared_->tables, {}, by_name);
    std::ranges::sort(live_->tables, {}, by_name);
  }

  const Dialect* dialect_;
  schema::MetaData* declared_;
  schema::MetaData* live_;
  db::Connection* connection_;
  std::vector<Made> made_{};
  Tables live_tables_{};
};

}  // namespace

Normalization normalize(
    const Dialect& dialect,
    schema::MetaData& declared,
    schema::MetaData& live,
    const std::vector<schema::Rename>& renames,
    db::Connection& connection) {
  leave_out(declared, live);
  return Normalizer(dialect, declared, live, connection).run(renames);
}

}  // namespace migrate::dialect::sqlite
