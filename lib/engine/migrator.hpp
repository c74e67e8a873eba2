#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dialect/dialect.hpp"
#include "engine/database.hpp"
#include "engine/loaded_unit.hpp"
#include "engine/version_table.hpp"
#include "graph/plan.hpp"

namespace migrate::engine {

enum class TransactionMode { per_migration, all, none };

/// How a plan is run.
struct RunOptions {
  TransactionMode transaction{TransactionMode::per_migration};
  dialect::Timeouts timeouts{};
  std::chrono::milliseconds lock_wait{0};
  const support::Interrupt* interrupt{nullptr};
  std::function<void(std::string_view holder)> on_wait{};  // see dialect::LockRequest
};

/// A step that has ended well.
struct StepReport {
  graph::Step step{};
  std::string message{};
  std::size_t statements{0};  // of the unit, not the tool's own
  std::chrono::microseconds duration{0};
};

/// A plan on its way through a database. Nothing runs until `next` is called.
class Migrator final {
 public:
  /// What is run: a plan, its units in the same order, and the lock that keeps others out (null for a script).
  Migrator(
      Database& database,
      graph::Plan plan,
      std::vector<LoadedUnit> units,
      std::unique_ptr<dialect::Lock> lock,
      RunOptions options);
  ~Migrator();
  Migrator(const Migrator&) = delete;
  Migrator& operator=(const Migrator&) = delete;

  const graph::Plan& plan() const { return plan_; }

  /// Runs on until one more step has ended well, and reports it; nothing when all are done and committed. (With one
  /// transaction for several steps a reported step is final only then.) Steps may be in flight behind the reported one.
  ///
  /// Errors, all with the state that the database is in now: sql_error, lock_timeout, interrupted, connection_failed;
  /// concurrent_change when somebody else changed the version table; partially_applied when a unit without a transaction
  /// stopped midway. The failed unit is rolled back; those before it stay.
  std::optional<StepReport> next();

 private:
  struct Sent;
  void begin();
  void send(std::size_t index);
  void send_transactional(std::size_t index);
  void run_statements(std::size_t index);
  StepReport report(std::size_t index);
  void commit();
  [[noreturn]] void fail(const Error& error);

  Database& database_;
  graph::Plan plan_;
  std::vector<LoadedUnit> units_;
  std::unique_ptr<dialect::Lock> lock_;
  RunOptions options_;
  VersionTable table_;
};

}  // namespace migrate::engine
