#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "models/yaml_reader.hpp"
#include "models/yaml_writer.hpp"
#include "support/error.hpp"
#include "support/source.hpp"

namespace migrate {
namespace {

using testing::require;

/// What is written of a model is read again, and written in the same words.
void check_writing(const schema::MetaData& metadata) {
  const schema::NamingConvention naming;
  const std::string text = models::write_yaml_model(metadata, naming);
  const support::Source written{.path = "b", .text = text};
  require(models::write_yaml_model(models::read_yaml_model(written, naming), naming) == text);
}

/// A model, or one error that says where.
void check_model(const support::Source& source) {
  schema::MetaData metadata;
  try {
    metadata = models::read_yaml_model(source, {});
  } catch (const Error& error) {
    require(error.code() == ErrorCode::invalid_config);
    require(error.place().has_value() && error.place()->file == source.path);
    return;
  }
  check_writing(metadata);
}

}  // namespace
}  // namespace migrate

// The name is libFuzzer's.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  migrate::check_model({.path = "a", .text = std::string(data, data + size)});
  return 0;
}
