#include "engine/row_probe.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::engine {
namespace {

using autogenerate::Risk;
using autogenerate::RiskKind;

/// So many rows of a table are looked at.
constexpr int most_rows = 100'000;
constexpr dialect::Timeouts timeouts{
    .lock = std::chrono::seconds{2}, .statement = std::chrono::seconds{5}};

std::string quoted(const schema::Name& name) {
  return sql::qualified_name(name.schema, name.name);
}

std::string joined(const std::vector<std::string>& names, std::string_view separator) {
  std::vector<std::string> texts;
  std::ranges::transform(names, std::back_inserter(texts), sql::quote_identifier);
  return fmt::format("{}", fmt::join(texts, separator));
}

/// Asks about one database, table by table.
class RowProbe final {
 public:
  RowProbe(Database& database, const Comparison& comparison)
      : database_(&database), comparison_(&comparison) {}

  ProbedRisk probe(const Risk& risk) {
    ProbedRisk result{.risk = risk};
    if (risk.kind == RiskKind::enum_value_removed) {
      look_for_enum_values(result);
      return result;
    }
    const schema::Name name = old_name(risk.table, schema::RenameKind::table);
    const schema::Table* const table = comparison_->live.find_table(name);
    if (table == nullptr) {
      return {.risk = risk, .answer = RiskAnswer::harmless, .seen = "the table is new"};
    }
    const std::string shown = schema::describe(name);
    guarded(result, shown, [&] {
      if (finds(fmt::format("SELECT 1 FROM {}", quoted(name)))) {
        look(result, *table, shown);
      } else {
        result.answer = RiskAnswer::harmless;
        result.seen = fmt::format("{} has no rows here", shown);
      }
    });
    return result;
  }

 private:
  /// A look that fails, for want of rights perhaps, leaves the risk open.
  template <typename Look>
  static void guarded(ProbedRisk& result, const std::string& shown, const Look& look) {
    try {
      look();
    } catch (const Error& error) {
      if (error.code() == ErrorCode::interrupted) throw;
      result.answer = RiskAnswer::open;
      result.seen =
          fmt::format("the rows of {} could not be looked at: {}", shown, error.message());
    }
  }

  /// Looks at every column of the enumeration for the values that go.
  void look_for_enum_values(ProbedRisk& result) {
    const schema::Name name = old_name(result.risk.table, schema::RenameKind::enumeration);
    result.answer = RiskAnswer::harmless;
    result.seen = "no row has one of them";
    for (const schema::Table& table : comparison_->live.tables) {
      for (const schema::Column& column : table.columns) {
        const bool is_of_it = column.type.kind == TypeKind::enumeration &&
                              column.type.name == name.name && column.type.schema == name.schema;
        if (!is_of_it || result.answer != RiskAnswer::harmless) continue;
        const std::string shown = schema::describe(table.name);
        guarded(result, shown, [&] { look_for_enum_values(result, table, column); });
      }
    }
  }

  void look_for_enum_values(
      ProbedRisk& result, const schema::Table& table, const schema::Column& column) {
    const std::string shown = fmt::format("{}.{}", schema::describe(table.name), column.name);
    if (column.type.dimensions > 0) {
      if (!finds(fmt::format("SELECT 1 FROM {}", quoted(table.name)))) return;
      result.answer = RiskAnswer::open;
      result.seen = fmt::format("{} has rows with lists of values", shown);
      return;
    }
    std::vector<std::string> values;
    std::ranges::transform(result.risk.columns, std::back_inserter(values), sql::quote_literal);
    const bool is_found = finds(fmt::format(
        "SELECT 1 FROM (SELECT CAST({} AS text) AS value FROM {} LIMIT {}) AS seen "
        "WHERE value IN ({})",
        sql::quote_identifier(column.name),
        quoted(table.name),
        most_rows,
        fmt::join(values, ", ")));
    if (is_found) {
      result.answer = RiskAnswer::harmful;
      result.seen = fmt::format("{} has one of them", shown);
    } else {
      settle(result, table, result.seen);
    }
  }

  /// Looks at a table that has rows.
  void look(ProbedRisk& result, const schema::Table& table, const std::string& shown) {
    result.seen = fmt::format("{} has rows", shown);
    switch (result.risk.kind) {
      case RiskKind::not_null_without_default: result.answer = RiskAnswer::harmful; return;
      case RiskKind::set_not_null: return look_for_null(result, table, shown);
      case RiskKind::unique_over_rows: return look_for_duplicates(result, table, shown);
      case RiskKind::type_conversion:
      case RiskKind::narrower_type:
      case RiskKind::foreign_key_over_rows: return look_for_values(result, table, shown);
      case RiskKind::check_over_rows:
      case RiskKind::enum_value_removed: return;  // no query can tell; looked for elsewhere
    }
  }

  void look_for_null(ProbedRisk& result, const schema::Table& table, const std::string& shown) {
    const auto columns = old_columns(result.risk, table);
    if (!columns) return;
    if (finds(from_rows(table, *columns, joined(*columns, " IS NULL OR ") + " IS NULL"))) {
      result.answer = RiskAnswer::harmful;
      result.seen = fmt::format("{} has rows with NULL there", shown);
    } else {
      settle(result, table, fmt::format("{} has rows, none with NULL there", shown));
    }
  }

  void look_for_duplicates(
      ProbedRisk& result, const schema::Table& table, const std::string& shown) {
    const auto columns = old_columns(result.risk, table);
    if (!columns) return;
    const auto finds_duplicates = [&](const std::string& condition) {
      return finds(fmt::format(
          "{} GROUP BY {} HAVING count(*) > 1",
          from_rows(table, *columns, condition),
          joined(*columns, ", ")));
    };
    if (finds_duplicates(joined(*columns, " IS NOT NULL AND ") + " IS NOT NULL")) {
      result.answer = RiskAnswer::harmful;
      result.seen = fmt::format("{} has rows with the same values", shown);
    } else if (finds_duplicates("true")) {
      result.seen = fmt::format("{} has rows with the same values, NULL among them", shown);
    } else {
      settle(result, table, fmt::format("{} has rows, none with the same values", shown));
    }
  }

  void look_for_values(ProbedRisk& result, const schema::Table& table, const std::string& shown) {
    const auto columns = old_columns(result.risk, table);
    if (!columns) return;
    if (finds(from_rows(table, *columns, joined(*columns, " IS NOT NULL OR ") + " IS NOT NULL")))
      return;
    settle(result, table, fmt::format("{} has rows, but no values there", shown));
  }

  /// Nothing was found; that is an answer if all rows were looked at.
  void settle(ProbedRisk& result, const schema::Table& table, std::string seen) {
    const bool is_whole = !finds(fmt::format("SELECT 1 FROM {}", quoted(table.name)), most_rows);
    result.answer = is_whole ? RiskAnswer::harmless : RiskAnswer::open;
    result.seen = is_whole ? std::move(seen)
                           : fmt::format("{} among its first {}", std::move(seen), most_rows);
  }

  static std::string from_rows(
      const schema::Table& table,
      const std::vector<std::string>& columns,
      const std::string& condition) {
    return fmt::format(
        "SELECT 1 FROM (SELECT {} FROM {} LIMIT {}) AS seen WHERE {}",
        joined(columns, ", "),
        quoted(table.name),
        most_rows,
        condition);
  }

  /// Whether the query has more than so many rows.
  bool finds(const std::string& sql, int behind = 0) {
    const std::string query = fmt::format("{} LIMIT 1 OFFSET {}", sql, behind);
    const auto known = answers_.find(query);
    if (known != answers_.end()) return known->second;
    const bool is_found = !ask(query).empty();
    answers_.emplace(query, is_found);
    return is_found;
  }

  std::vector<db::Row> ask(const std::string& sql) {
    db::Connection& connection = *database_->connection;
    connection.execute("BEGIN");
    try {
      for (const std::string& one :
           database_->dialect->timeout_statements(timeouts, dialect::Scope::transaction))
        connection.execute(one);
      auto rows = connection.query(sql);
      connection.execute("ROLLBACK");
      return rows;
    } catch (const Error&) {
      if (connection.is_alive() && connection.in_transaction()) connection.execute("ROLLBACK");
      throw;
    }
  }

  schema::Name old_name(schema::Name name, schema::RenameKind kind) const {
    for (const schema::Rename& rename : comparison_->renames) {
      if (rename.kind != kind) continue;
      if (rename.to == name.name && rename.parent.schema == name.schema) name.name = rename.from;
    }
    return name;
  }

  /// The columns as they are called now; nothing when one is not there yet, or when none is named.
  std::optional<std::vector<std::string>> old_columns(
      const Risk& risk, const schema::Table& table) const {
    std::vector<std::string> columns = risk.columns;
    for (std::string& column : columns) {
      for (const schema::Rename& rename : comparison_->renames) {
        const bool is_it = rename.kind == schema::RenameKind::column &&
                           rename.parent == risk.table && rename.to == column;
        if (is_it) {
          column = rename.from;
          break;
        }
      }
      const bool is_there =
          std::ranges::find(table.columns, column, &schema::Column::name) != table.columns.end();
      if (!is_there) return std::nullopt;
    }
    if (columns.empty()) return std::nullopt;
    return columns;
  }

  Database* database_;
  const Comparison* comparison_;
  std::map<std::string, bool> answers_{};
};

/// "account.email", "account (a, b)".
std::string place_of(const Risk& risk) {
  std::string table = schema::describe(risk.table);
  if (risk.columns.size() == 1) return fmt::format("{}.{}", table, risk.columns.front());
  if (risk.columns.empty()) return table;
  return fmt::format("{} ({})", table, fmt::join(risk.columns, ", "));
}

}  // namespace

std::vector<std::vector<ProbedRisk>> probe_rows(Database& database, const Comparison& comparison) {
  RowProbe probe(database, comparison);
  std::vector<std::vector<ProbedRisk>> result;
  for (const autogenerate::Step& step : comparison.upgrade.steps) {
    result.emplace_back();
    for (const Risk& risk : step.risks)
      result.back().push_back(probe.probe(risk));
  }
  return result;
}

std::string advice(const Risk& risk) {
  const std::string place = place_of(risk);
  switch (risk.kind) {
    case RiskKind::not_null_without_default:
      return fmt::format(
          "{} is NOT NULL and has no default, so it cannot be added where there are rows: give it "
          "a default, or add it with NULL allowed, fill it, and forbid NULL then",
          place);
    case RiskKind::set_not_null:
      return fmt::format("NULL in {} stops this: fill it first, or leave the rows out", place);
    case RiskKind::unique_over_rows:
      return fmt::format(
          "rows with the same values in {} stop this: decide first which of them stays", place);
    case RiskKind::type_conversion:
      return fmt::format(
          "each value of {} is converted by way of text: see that all of them can be, and mean the "
          "same",
          place);
    case RiskKind::narrower_type:
      return fmt::format(
          "values of {} that do not fit the new type stop this, or are cut: look for them first",
          place);
    case RiskKind::check_over_rows:
      return fmt::format("rows of {} that break the condition stop this: mend them first", place);
    case RiskKind::foreign_key_over_rows:
      return fmt::format(
          "rows with a value in {} that refers to nothing stop this: mend them first", place);
    case RiskKind::enum_value_removed:
      return fmt::format(
          "rows with {} of {} stop this: give them another value first",
          fmt::join(risk.columns, " or "),
          schema::describe(risk.table));
  }
  return {};
}

}  // namespace migrate::engine
