#include <cstddef>
#include <cstdint>
#include <string>

#include "fuzz/require.hpp"
#include "support/error.hpp"
#include "support/source.hpp"
#include "units/header.hpp"

namespace migrate {
namespace {

using testing::require;
using units::Format;
using units::Header;

/// What is written of a header is read as the same header.
void check_writing(Header header, Format format) {
  header.unit.format = format;
  const support::Source written{.path = "b", .text = units::write_header(header.unit)};
  Header again = units::read_header(written, format);
  again.unit.format = format;
  require(again.unit == header.unit);
  require(again.body_begin == written.text.size());
}

void check_header(const support::Source& source, Format format) {
  try {
    const Header header = units::read_header(source, format);
    require(header.body_begin > 0 && header.body_begin <= source.text.size());
    units::check_revision_id(header.unit.revision.id);
    const support::Source front{
        .path = source.path, .text = source.text.substr(0, header.body_begin)};
    require(units::find_header(front, format) == header);
    check_writing(header, format);
  } catch (const Error& error) {
    const bool known =
        error.code() == ErrorCode::invalid_unit || error.code() == ErrorCode::illegal_revision_id;
    require(known && error.place().has_value() && error.place()->file == source.path);
  }
}

}  // namespace
}  // namespace migrate

// The name is libFuzzer's.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const migrate::support::Source source{.path = "a", .text = std::string(data, data + size)};
  migrate::check_header(source, migrate::units::Format::sql);
  migrate::check_header(source, migrate::units::Format::cpp);
  return 0;
}
