#include "engine/unit_executor.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "dialect/ansi_ddl.hpp"
#include "support/error.hpp"
#include "support/text.hpp"
#include "units/sql_unit.hpp"

namespace migrate::engine {

UnitExecutor::UnitExecutor(Database& database, const support::Source& source, UnitRun run)
    : database_(database), source_(source), run_(std::move(run)) {}

db::Statement UnitExecutor::statement(std::string_view sql, int line) const {
  return {.sql = sql, .origin = &source_, .origin_line = static_cast<std::size_t>(line)};
}

Error UnitExecutor::placed(const Error& error, int line) const {
  if (error.place()) return error;
  return error.with_place(support::line_at(source_, static_cast<std::size_t>(line)));
}

void UnitExecutor::check_transaction(std::string_view sql) const {
  if (!run_.is_in_transaction()) return;
  const auto fault = units::find_transaction_fault(sql, database_.dialect->syntax());
  if (!fault) return;
  throw Error(
      ErrorCode::invalid_unit,
      fault->message,
      fault->kind == units::TransactionFault::Kind::needs_none
          ? "put it into op.autocommit_block([&] { ... })\n"
            "or add `// transactional: false` to the front matter"
          : "remove it: every unit runs in a transaction of its own");
}

/// A check of our own. A script has nobody to answer it.
void UnitExecutor::expect_no_row(const dialect::CompiledStatement& check, int line) const {
  if (is_offline()) return;
  const auto rows = database_.connection->select(statement(check.sql, line)).rows;
  if (rows.empty()) return;
  std::string values;
  for (const db::Value& value : rows.front())
    values += fmt::format("{}{}", values.empty() ? "" : ", ", value.value_or("NULL"));
  throw Error(ErrorCode::sql_error, check.refusal)
      .with_detail(fmt::format("the first of {} rows: {}", rows.size(), values));
}

void UnitExecutor::execute(const operations::Operation& operation, int line) {
  std::vector<dialect::CompiledStatement> compiled;
  try {
    compiled = database_.dialect->compile(operation, *database_.connection);
  } catch (const Error& error) {
    throw placed(error, line);
  }
  const bool is_script_of_user = std::holds_alternative<operations::ExecuteSql>(operation);
  if (compiled.size() < 2 || is_script_of_user) return send(compiled, line);
  run_.together([&] { send(compiled, line); });
}

void UnitExecutor::send(const std::vector<dialect::CompiledStatement>& compiled, int line) {
  for (const dialect::CompiledStatement& one : compiled) {
    try {
      if (!one.refusal.empty()) {
        expect_no_row(one, line);
        continue;
      }
      check_transaction(one.sql);
    } catch (const Error& error) {
      throw placed(error, line);
    }
    run_.send(statement(one.sql, line));
  }
}

units::QueryResult UnitExecutor::query(
    const std::string& sql, const std::vector<schema::Value>& parameters, int line) {
  try {
    const std::string bound = dialect::ansi::query_statement(*database_.dialect, sql, parameters);
    check_transaction(bound);
    db::Table table = database_.connection->select(statement(bound, line));
    return {.columns = std::move(table.columns), .rows = std::move(table.rows)};
  } catch (const Error& error) {
    throw placed(error, line);
  }
}

void UnitExecutor::begin_autocommit(int line) {
  try {
    run_.leave_transaction();
  } catch (const Error& error) {
    throw placed(error, line);
  }
}

void UnitExecutor::end_autocommit(int /*line*/) {
  run_.enter_transaction();
}

std::string_view UnitExecutor::dialect() const {
  return database_.dialect->name();
}

bool UnitExecutor::is_offline() const {
  return database_.connection->is_script();
}

}  // namespace migrate::engine
