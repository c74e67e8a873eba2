#include <migrate/runtime.hpp>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>
#include <variant>

#include "db/url.hpp"
#include "dialect/postgresql/connection.hpp"
#include "dialect/registry.hpp"
#include "dialect/sqlite/connection.hpp"
#include "engine/commands.hpp"
#include "graph/history.hpp"
#include "runtime/embedded_project.hpp"
#include "runtime/failure.hpp"
#include "support/error.hpp"

namespace migrate::runtime {
namespace {

/// What `action` returns; its errors as callers see them.
template <typename Action>
auto translated(Action action) {
  try {
    return action();
  } catch (const Error& error) {
    throw failure_of(error);
  }
}

/// Opens a session, or borrows the one that is given.
struct Opener {
  db::ConnectOptions options{};
  dialect::TableName version_table{};

  engine::Database operator()(const std::string& url) const {
    std::error_code none;  // then only a relative path goes wrong, when it is opened
    const std::string directory = std::filesystem::current_path(none).string();
    return engine::connect(db::parse_url(url, directory), options, version_table);
  }

  engine::Database operator()(pg_conn* session) const {
    return borrowed("postgresql", dialect::postgresql::adopt(session, options));
  }

  engine::Database operator()(sqlite3* session) const {
    return borrowed("sqlite", dialect::sqlite::adopt(session, options));
  }

  engine::Database borrowed(
      std::string_view dialect, std::unique_ptr<db::Connection> connection) const {
    return {
        .dialect = &dialect::at(dialect),
        .version_table = version_table,
        .connection = std::move(connection),
        .is_borrowed = true,
    };
  }
};

engine::Database open(const Database& database, const Options& options) {
  const Opener opener{
      .options = {.connect_timeout = options.connect_timeout, .lock_wait = options.lock_wait},
      .version_table = {.schema = options.version_table_schema, .name = options.version_table},
  };
  return std::visit(opener, database.place());
}

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
  result.naming = {
      .index = options.naming.ix,
      .unique = options.naming.uq,
      .check = options.naming.ck,
      .foreign_key = options.naming.fk,
      .primary_key = options.naming.pk,
  };
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
