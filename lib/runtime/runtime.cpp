#include <migrate/runtime.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/commands.hpp"
#include "graph/history.hpp"
#include "runtime/embedded_project.hpp"
#include "runtime/session.hpp"
#include "support/error.hpp"

namespace migrate::runtime {
namespace {

engine::TransactionMode transaction_mode(TransactionMode mode) {
  switch (mode) {
    case TransactionMode::per_migration: return engine::TransactionMode::per_migration;
    case TransactionMode::all: return engine::TransactionMode::all;
    case TransactionMode::none: return engine::TransactionMode::none;
  }
  return {};
}

engine::RunOptions run_options(const Options& options) {
  engine::RunOptions result;
  result.transaction = transaction_mode(options.transaction);
  result.timeouts = {.lock = options.lock_timeout, .statement = options.statement_timeout};
  result.lock_wait = options.lock_wait;
  result.on_wait = options.on_wait;
  result.naming = naming_of(options);
  return result;
}

/// The rows of the version table, each of which must be a unit's.
std::vector<graph::RevisionId> known_rows(
    const engine::Project& project, engine::Database& database) {
  auto rows = engine::read_heads(database);
  try {
    graph::current(project.map, rows);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::no_such_revision) throw;
    throw error.with_code(ErrorCode::unknown_database_revision)
        .with_hint(
            "a newer version of this program may have migrated the database: run that one\n"
            "or take the revision back with it: migrate downgrade");
  }
  return rows;
}

Step step_of(const engine::StepReport& report) {
  return {
      .revision = report.step.revision,
      .message = report.message,
      .duration = report.duration,
  };
}

std::vector<std::string> head_ids(const graph::RevisionMap& map) {
  std::vector<std::string> ids;
  std::ranges::transform(
      map.heads(), std::back_inserter(ids), [&](graph::Index index) { return map[index].id; });
  return ids;
}

std::vector<Pending> pending_of(
    const graph::RevisionMap& map, const std::vector<graph::RevisionId>& rows) {
  const std::vector<bool> applied = graph::applied(map, rows);
  std::vector<Pending> pending;
  for (const graph::Index index : map.topological_order()) {
    if (applied[index]) continue;
    pending.push_back({.revision = map[index].id, .message = map[index].message});
  }
  return pending;
}

}  // namespace

Report upgrade(const Migrations& migrations, const Database& database, const Options& options) {
  return translated([&] {
    const engine::Project project = read_project(migrations);
    engine::Database session = open(database, options);
    known_rows(project, session);
    const auto migrator = engine::upgrade(project, session, options.target, run_options(options));
    Report report;
    while (const auto step = migrator->next()) {
      report.steps.push_back(step_of(*step));
      if (options.on_step) options.on_step(report.steps.back());
    }
    report.heads = migrator->plan().heads_after();
    return report;
  });
}

Status check(const Migrations& migrations, const Database& database, const Options& options) {
  return translated([&] {
    const engine::Project project = read_project(migrations);
    engine::Database session = open(database, options);
    const auto rows = known_rows(project, session);
    return Status{
        .current = rows,
        .heads = head_ids(project.map),
        .pending = pending_of(project.map, rows),
        .is_current = graph::is_at_head(project.map, rows),
    };
  });
}

std::vector<std::string> current(const Database& database, const Options& options) {
  return translated([&] {
    engine::Database session = open(database, options);
    return engine::read_heads(session);
  });
}

}  // namespace migrate::runtime
