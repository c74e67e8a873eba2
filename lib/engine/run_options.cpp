#include "engine/run_options.hpp"

namespace migrate::engine {

RunningCode::RunningCode(const RunOptions& options, const CodeOfUnit& code) : options_(options) {
  if (options_.on_code) options_.on_code(&code);
}

RunningCode::~RunningCode() {
  if (options_.on_code) options_.on_code(nullptr);
}

const dialect::TransactionStatements& transaction_statements(
    const dialect::Dialect& dialect, TransactionMode mode) {
  const auto& capabilities = dialect.capabilities();
  return mode == TransactionMode::all ? capabilities.transaction_for_all
                                      : capabilities.transaction_per_unit;
}

}  // namespace migrate::engine
