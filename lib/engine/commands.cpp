#include "engine/commands.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "db/script_connection.hpp"
#include "dialect/registry.hpp"
#include "engine/loaded_unit.hpp"
#include "engine/version_table.hpp"
#include "graph/history.hpp"
#include "graph/target.hpp"
#include "support/error.hpp"

namespace migrate::engine {
namespace {

std::unique_ptr<dialect::Lock> take_lock(Database& database, const RunOptions& options) {
  return database.dialect->lock(
      *database.connection,
      {.table = database.version_table,
       .wait = options.lock_wait,
       .interrupt = options.interrupt,
       .on_wait = options.on_wait});
}

/// Opens the transaction of the whole run, where there is one.
void begin_run(Database& database, const RunOptions& options) {
  const auto& statements = transaction_statements(*database.dialect, options.transaction);
  if (!statements.begin_run.empty()) database.connection->execute(statements.begin_run);
}

void refuse_mixed_transaction(
    const std::vector<LoadedUnit>& units, const graph::Plan& plan, TransactionMode mode) {
  if (mode != TransactionMode::all || units.size() <= 1) return;
  const auto unit = std::ranges::find(units, false, &LoadedUnit::transactional);
  if (unit == units.end()) return;
  const auto& step = plan.steps[static_cast<std::size_t>(unit - units.begin())];
  throw Error(
      ErrorCode::invalid_unit,
      fmt::format("the revision `{}` cannot share one transaction with the others", step.revision),
      fmt::format(
          "its header says `transactional: false`: upgrade up to it, then to it, then beyond\n"
          "or set `transaction: per_migration` in alembic.yaml"))
      .with_place({.file = unit->code ? unit->code->source->path : unit->sql.source->path});
}

/// From a plan to its run: the units, the lock, and a second look at the rows under the lock.
std::unique_ptr<Migrator> prepare(
    const Project& project, Database& database, graph::Plan plan, const RunOptions& options) {
  auto units = load(project, plan, database, options);
  refuse_mixed_transaction(units, plan, options.transaction);
  Migrator::Held held{.table = database.version_table};
  if (!plan.steps.empty()) {
    held.lock = take_lock(database, options);
    begin_run(database, options);
    held.is_open = true;
    const auto table = database.dialect->find_table(*database.connection, database.version_table);
    held.table = table.value_or(database.version_table);
    held.table_exists = table.has_value();
    auto rest = graph::remaining(project.map, plan, read_heads(database));
    if (rest.steps.size() < plan.steps.size()) {
      units = load(project, rest, database, options);
    }
    plan = std::move(rest);
  }
  return std::make_unique<Migrator>(
      project, database, std::move(plan), std::move(units), std::move(held), options);
}

/// Where C++ units may have to know the schema (SQLite rebuilds tables), a scratch database goes
/// along with the script, brought to where it begins. What cannot run there is left out: it may
/// need rows.
void follow_with_scratch(
    const Project& project, Database& script, const graph::Plan& plan, const RunOptions& options) {
  Database scratch{
      .dialect = script.dialect,
      .version_table = script.version_table,
      .connection = script.dialect->connect_scratch()};
  if (!scratch.connection) return;
  for (const graph::RevisionId& head : plan.heads_before) {
    try {
      const auto migrator = upgrade(project, scratch, head, options);
      while (migrator->next()) {
      }
    } catch (const Error&) {
      break;
    }
  }
  auto& connection = dynamic_cast<db::ScriptConnection&>(*script.connection);
  connection.follow_with(std::move(scratch.connection));
}

/// The same for a script, which needs no lock and has no rows.
std::unique_ptr<Migrator> prepare_script(
    const Project& project, Database& script, graph::Plan plan, const RunOptions& options) {
  auto units = load(project, plan, script, options);
  refuse_mixed_transaction(units, plan, options.transaction);
  const bool has_code =
      std::ranges::any_of(units, [](const LoadedUnit& unit) { return unit.code.has_value(); });
  if (has_code) follow_with_scratch(project, script, plan, options);
  const bool is_open = !plan.steps.empty();
  if (is_open) begin_run(script, options);
  Migrator::Held held{
      .table = script.version_table,
      .table_exists = !plan.heads_before.empty(),
      .is_open = is_open};
  return std::make_unique<Migrator>(
      project, script, std::move(plan), std::move(units), std::move(held), options);
}

struct ScriptRange {
  std::string_view from{};
  std::string_view to{};
  bool has_from{false};
};

ScriptRange parse_script_range(std::string_view range) {
  const std::size_t colon = range.find(':');
  if (colon == std::string_view::npos) return {.to = range};
  const ScriptRange result{
      .from = range.substr(0, colon), .to = range.substr(colon + 1), .has_from = true};
  if (result.to.find(':') == std::string_view::npos) return result;
  throw Error(
      ErrorCode::invalid_range,
      fmt::format("`{}` is no range", range),
      "a range is FROM:TO, with one colon");
}

/// The rows that a database at `from` has.
std::vector<graph::RevisionId> rows_at(const Project& project, std::string_view from) {
  if (from.empty()) return {};
  std::vector<graph::RevisionId> rows;
  std::ranges::transform(
      graph::find_absolute(project.map, from), std::back_inserter(rows), [&](graph::Index index) {
        return project.map[index].id;
      });
  return rows;
}

}  // namespace

std::unique_ptr<Migrator> upgrade(
    const Project& project,
    Database& database,
    std::string_view target,
    const RunOptions& options) {
  auto plan = graph::plan_upgrade(project.map, target, read_heads(database));
  return prepare(project, database, std::move(plan), options);
}

std::unique_ptr<Migrator> downgrade(
    const Project& project,
    Database& database,
    std::string_view target,
    const RunOptions& options) {
  auto plan = graph::plan_downgrade(project.map, target, read_heads(database));
  return prepare(project, database, std::move(plan), options);
}

std::unique_ptr<Migrator> stamp(
    const Project& project,
    Database& database,
    const std::vector<std::string>& targets,
    graph::Purge purge,
    const RunOptions& options) {
  auto plan = graph::plan_stamp(project.map, targets, read_heads(database), purge);
  return prepare(project, database, std::move(plan), options);
}

std::vector<graph::RevisionId> read_heads(Database& database) {
  const auto table = database.dialect->find_table(*database.connection, database.version_table);
  if (!table) return {};
  std::vector<graph::RevisionId> heads;
  for (const db::Row& row : database.connection->query(VersionTable(*table).select_statement())) {
    heads.push_back(row.at(0).value_or(""));
  }
  std::ranges::sort(heads);
  return heads;
}

bool ensure_version_table(Database& database, const RunOptions& options) {
  const auto exists = [&] {
    return database.dialect->find_table(*database.connection, database.version_table).has_value();
  };
  if (exists()) return false;
  const auto lock = take_lock(database, options);
  begin_run(database, options);
  const bool is_missing = !exists();
  if (is_missing) {
    database.connection->execute(VersionTable(database.version_table).create_statement());
  }
  const auto& statements = transaction_statements(*database.dialect, options.transaction);
  if (!statements.commit_run.empty()) database.connection->execute(statements.commit_run);
  return is_missing;
}

Database offline(
    std::string_view dialect,
    const dialect::TableName& version_table,
    std::function<void(std::string_view)> write) {
  return Database{
      .dialect = &dialect::at(dialect),
      .version_table = version_table,
      .connection = std::make_unique<db::ScriptConnection>(std::move(write)),
  };
}

std::unique_ptr<Migrator> upgrade_offline(
    const Project& project, Database& script, std::string_view range, const RunOptions& options) {
  const auto [from, to, has_from] = parse_script_range(range);
  const std::string_view target = to.empty() ? "heads" : to;
  auto plan = graph::plan_upgrade(project.map, target, rows_at(project, from));
  return prepare_script(project, script, std::move(plan), options);
}

std::unique_ptr<Migrator> downgrade_offline(
    const Project& project, Database& script, std::string_view range, const RunOptions& options) {
  const auto [from, to, has_from] = parse_script_range(range);
  if (!has_from || from.empty()) {
    throw Error(
        ErrorCode::invalid_range,
        "downgrade with --sql needs to know where it begins",
        fmt::format("write FROM:TO: migrate downgrade --sql head:{}", range));
  }
  const std::string_view target = to.empty() ? "base" : to;
  auto plan = graph::plan_downgrade(project.map, target, rows_at(project, from));
  return prepare_script(project, script, std::move(plan), options);
}

std::unique_ptr<Migrator> stamp_offline(
    const Project& project,
    Database& script,
    const std::vector<std::string>& targets,
    const RunOptions& options) {
  std::vector<std::string> to;
  std::optional<std::string_view> from;
  for (const std::string& target : targets) {
    const auto range = parse_script_range(target);
    if (range.has_from && from.value_or(range.from) != range.from) {
      throw Error(
          ErrorCode::invalid_range,
          "stamp with --sql begins at one place only",
          "write the same FROM in each FROM:TO");
    }
    if (range.has_from) from = range.from;
    to.emplace_back(range.to.empty() ? "heads" : range.to);
  }
  auto plan =
      graph::plan_stamp(project.map, to, rows_at(project, from.value_or("")), graph::Purge::no);
  return prepare_script(project, script, std::move(plan), options);
}

}  // namespace migrate::engine
