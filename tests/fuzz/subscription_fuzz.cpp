#include <cstddef>
#include <cstdint>
#include <string>

#include "dialect/postgresql/subscriptions.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "fuzz/require.hpp"
#include "sql/pattern.hpp"
#include "support/error.hpp"

namespace migrate {
namespace {

using dialect::postgresql::scratch_statement;

/// A statement of a model stays as it is, is left out, or is refused; a subscription connects to
/// nothing, however often it is seen to.
void check_statement(const std::string& statement) {
  std::string made;
  try {
    made = scratch_statement(statement);
  } catch (const Error& error) {
    testing::require(error.code() == ErrorCode::invalid_config);
    return;
  }
  if (made == statement || made.empty()) return;
  testing::require(sql::matches(
      made, "CREATE SUBSCRIPTION ... ( CONNECT = FALSE", dialect::postgresql::syntax()));
}

}  // namespace
}  // namespace migrate

// The name is libFuzzer's.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  migrate::check_statement(std::string(data, data + size));
  return 0;
}
