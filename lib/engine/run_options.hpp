#pragma once

#include <chrono>
#include <functional>
#include <string_view>

#include "dialect/dialect.hpp"
#include "support/interrupt.hpp"

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

/// The statements that bracket the run and its units in this mode.
const dialect::TransactionStatements& transaction_statements(
    const dialect::Dialect& dialect, TransactionMode mode);

}  // namespace migrate::engine
