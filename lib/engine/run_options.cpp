#include "engine/run_options.hpp"

namespace migrate::engine {

const dialect::TransactionStatements& transaction_statements(
    const dialect::Dialect& dialect, TransactionMode mode) {
  const auto& capabilities = dialect.capabilities();
  return mode == TransactionMode::all ? capabilities.transaction_for_all
                                      : capabilities.transaction_per_unit;
}

}  // namespace migrate::engine
