#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.hpp"
#include "engine/database.hpp"
#include "engine/loaded_unit.hpp"
#include "engine/run_options.hpp"
#include "engine/version_table.hpp"
#include "graph/plan.hpp"

namespace migrate::engine {

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
  /// What keeps the run together.
  struct Held {
    std::unique_ptr<dialect::Lock> lock{};  // null for a script, and where there is nothing to do
    dialect::TableName table{};
    bool table_exists{false};
    bool is_open{false};  // the run's transaction has begun, where the dialect has one
  };

  /// Runs `plan` with its units in the same order.
  Migrator(
      const Project& project,
      Database& database,
      graph::Plan plan,
      std::vector<LoadedUnit> units,
      Held held,
      RunOptions options);
  ~Migrator();
  Migrator(const Migrator&) = delete;
  Migrator& operator=(const Migrator&) = delete;

  const graph::Plan& plan() const { return plan_; }

  /// Runs on until one more step has ended well, and reports it; nothing when all are done and
  /// committed. (With one transaction for several steps a reported step is final only then.) Steps
  /// may be in flight behind the reported one.
  ///
  /// Errors, all with the state that the database is in now: sql_error, lock_timeout, interrupted,
  /// connection_failed; concurrent_change when somebody else changed the version table;
  /// partially_applied when a unit without a transaction stopped midway. The failed unit is rolled
  /// back; those before it stay.
  std::optional<StepReport> next();

 private:
  using Clock = std::chrono::steady_clock;

  static constexpr std::size_t unknown_end = std::numeric_limits<std::size_t>::max();

  /// Where a step's statements are among all that were sent.
  struct Span {
    std::size_t first_of_unit{0};  // number of the unit's first own statement
    std::size_t of_unit{0};        // how many of its own there are so far, the running one included
    std::size_t end{unknown_end};  // behind the last of the step
  };

  std::optional<StepReport> advance();
  void send_ahead();
  bool runs_in_transaction(std::size_t index) const;
  const std::vector<graph::RevisionId>& heads_before(std::size_t index) const;

  void send_transactional(std::size_t index);
  void run_without_transaction(std::size_t index);
  void send_unit(std::size_t index);
  void run_code(std::size_t index);
  void send_own(const db::Statement& statement);
  void run_together(const std::function<void()>& action);
  CodeOfUnit code_of(std::size_t index) const;
  void leave_transaction(std::size_t index);
  void enter_transaction(std::size_t index);
  void send_version_change(std::size_t index);
  void begin_unit(std::size_t index);
  void send_lock();
  void commit_unit();
  void send(std::string_view sql);
  void send_all(const std::vector<std::string>& statements);

  StepReport report(std::size_t index);
  void commit();

  bool resume_behind_pooler(const Error& error);
  bool is_done_after_all(const Error& error);
  [[noreturn]] void fail(const Error& error);
  Error explain_partial(const Error& error) const;
  std::string describe_failure() const;
  std::string describe_statement(std::size_t index, std::size_t number) const;
  void roll_back();
  void reconnect();

  const Project& project_;
  Database& database_;
  graph::Plan plan_;
  std::vector<LoadedUnit> units_;
  std::unique_ptr<dialect::Lock> lock_;
  RunOptions options_;
  dialect::TransactionStatements transaction_;
  VersionTable table_;
  bool table_exists_;
  bool is_open_;

  std::vector<Span> spans_{};          // of the steps that were sent
  std::size_t sent_statements_{0};     // as Connection::completed counts
  std::size_t reported_{0};            // steps
  std::size_t partial_statements_{0};  // of a unit without a transaction: how many stay
  bool is_partial_{false};             // such a unit is running, or one that has left its own
  bool is_alone_{false};               // its next statement is committed by itself
  bool is_confirmed_{false};  // the rows say that all is done, though the connection was lost
  bool is_over_{false};
  Clock::time_point last_report_{};
};

/// "<base>" or the ids with commas between.
std::string describe_heads(const std::vector<graph::RevisionId>& heads);

}  // namespace migrate::engine
