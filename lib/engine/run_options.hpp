#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "dialect/dialect.hpp"
#include "schema/naming.hpp"
#include "support/interrupt.hpp"
#include "units/compilation.hpp"

namespace migrate::engine {

enum class TransactionMode { per_migration, all, none };

/// What becomes of the database when the process ends in the midst of a unit's code.
enum class AtCrash { nothing_was_run, unit_is_rolled_back, run_is_rolled_back, statements_stay };

/// A C++ unit whose code is running in this process.
struct CodeOfUnit {
  std::string revision{};
  std::string path{};  // as the user would write it
  AtCrash at_crash{AtCrash::nothing_was_run};
};

/// How a plan is run.
struct RunOptions {
  TransactionMode transaction{TransactionMode::per_migration};
  dialect::Timeouts timeouts{};
  std::chrono::milliseconds lock_wait{0};
  const support::Interrupt* interrupt{nullptr};
  std::function<void(std::string_view holder)> on_wait{};  // see dialect::LockRequest
  units::Compilation compilation{};
  schema::NamingConvention naming{};
  /// Called before the code of a C++ unit runs, and with null behind it: if it crashes, the process
  /// cannot say more than what was prepared then.
  std::function<void(const CodeOfUnit*)> on_code{};
};

/// Announces code of a unit (`RunOptions::on_code`) while it lives.
class RunningCode final {
 public:
  RunningCode(const RunOptions& options, const CodeOfUnit& code);
  ~RunningCode();
  RunningCode(const RunningCode&) = delete;
  RunningCode& operator=(const RunningCode&) = delete;

 private:
  const RunOptions& options_;
};

/// The statements that bracket the run and its units in this mode.
const dialect::TransactionStatements& transaction_statements(
    const dialect::Dialect& dialect, TransactionMode mode);

}  // namespace migrate::engine
