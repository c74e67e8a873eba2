#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "dialect/sqlite/table_definition.hpp"
#include "fuzz/require.hpp"
#include "support/error.hpp"

namespace migrate {
namespace {

/// A definition that is written as it was read, or the one error.
void check_definition(std::string_view sql) {
  using dialect::sqlite::parse_table_definition;
  try {
    const auto definition = parse_table_definition(sql);
    const std::string text = to_string(definition);
    testing::require(parse_table_definition(text) == definition);
    testing::require(to_string(parse_table_definition(text)) == text);
  } catch (const Error& error) {
    testing::require(error.code() == ErrorCode::unsupported);
  }
}

}  // namespace
}  // namespace migrate

// The name is libFuzzer's.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  migrate::check_definition(text);
  return 0;
}
