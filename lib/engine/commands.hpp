#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/migrator.hpp"
#include "engine/project.hpp"
#include "engine/run_options.hpp"

namespace migrate::engine {

/// The three verbs that change a database. Each plans, loads the units (every error in them comes
/// before the first statement), takes the lock when there is work, looks at the rows again, and
/// returns the run, which `Migrator::next` carries out. Nothing to do: an empty plan, no lock
/// taken, nothing created.
std::unique_ptr<Migrator> upgrade(
    const Project& project, Database& database, std::string_view target, const RunOptions& options);
std::unique_ptr<Migrator> downgrade(
    const Project& project, Database& database, std::string_view target, const RunOptions& options);
std::unique_ptr<Migrator> stamp(
    const Project& project,
    Database& database,
    const std::vector<std::string>& targets,
    graph::Purge purge,
    const RunOptions& options);

/// The rows of the version table now; empty when there is no table. Never writes.
std::vector<graph::RevisionId> read_heads(Database& database);

/// Creates the version table unless it exists. True when it was created.
bool ensure_version_table(Database& database, const RunOptions& options);

/// A database that is a script: `write` receives SQL text. For the three functions below.
Database offline(
    std::string_view dialect,
    const dialect::TableName& version_table,
    std::function<void(std::string_view)> write);

/// Offline (`--sql`): the same run, written as a script. `range` is `target` or `from:to`
/// (downgrade: `from:to` only); the rows before are those of `from`, none when it is not given.
/// Errors: invalid_range.
std::unique_ptr<Migrator> upgrade_offline(
    const Project& project, Database& script, std::string_view range, const RunOptions& options);
std::unique_ptr<Migrator> downgrade_offline(
    const Project& project, Database& script, std::string_view range, const RunOptions& options);
std::unique_ptr<Migrator> stamp_offline(
    const Project& project,
    Database& script,
    const std::vector<std::string>& targets,
    const RunOptions& options);

}  // namespace migrate::engine
