#include "db/script_connection.hpp"

#include <algorithm>
#include <utility>

#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::db {
namespace {

/// Whether a line comment may swallow what is written behind the text.
bool may_end_in_comment(std::string_view sql) {
  const std::size_t line = sql.rfind('\n') + 1;  // npos + 1 is 0
  return sql.find("--", line) != std::string_view::npos;
}

}  // namespace

ScriptConnection::ScriptConnection(std::function<void(std::string_view)> write)
    : write_(std::move(write)) {}

void ScriptConnection::follow_with(std::unique_ptr<Connection> shadow) {
  shadow_ = std::move(shadow);
}

void ScriptConnection::send(const Statement& statement) {
  ++sent_;
  if (support::trim(statement.sql).empty()) return;
  follow(statement.sql);
  write_(statement.sql);
  write_(may_end_in_comment(statement.sql) ? "\n;\n" : ";\n");
  if (!statement.is_copy) return;
  write_(statement.copy_data);
  if (!statement.copy_data.empty() && !statement.copy_data.ends_with('\n')) write_("\n");
  write_("\\.\n");
}

void ScriptConnection::change_row(std::string_view sql) {
  send(Statement{.sql = sql});
}

void ScriptConnection::require(std::string_view /*select*/) {
  ++sent_;
}

std::size_t ScriptConnection::completed() {
  return sent_;
}

void ScriptConnection::wait(std::size_t /*count*/) {}

void ScriptConnection::finish() {}

void ScriptConnection::follow(std::string_view sql) {
  if (!shadow_) return;
  try {
    shadow_->execute(sql);
  } catch (const Error&) {
    // It needs rows, or something that no unit has made: the script's own database may well have
    // them.
  }
}

std::vector<Row> ScriptConnection::inspect(std::string_view sql) {
  return shadow_ ? shadow_->query(sql) : query(sql);
}

Table ScriptConnection::select(const Statement& /*statement*/) {
  throw Error(
      ErrorCode::unsupported,
      "a script has no database to ask",
      "run without `--sql` to work on the database itself");
}

bool ScriptConnection::in_transaction() {
  return false;
}

void ScriptConnection::comment(std::string_view text) {
  std::string line = "-- ";
  std::ranges::transform(
      text, std::back_inserter(line), [](char c) { return c == '\n' || c == '\r' ? ' ' : c; });
  write_(line.append("\n"));
}

}  // namespace migrate::db
