#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "support/error.hpp"

namespace migrate::support {

/// The text of a file, so that a position in it can be shown to the person who wrote it.
struct Source {
  std::string path{};  // as the user would write it
  std::string text{};

  friend bool operator==(const Source&, const Source&) = default;
};

/// The place of the byte at `offset` (an offset past the end is the end). The column counts
/// characters (UTF-8 code points); a byte order mark is not part of the first line.
Place locate(const Source& source, std::size_t offset);

/// The line with this number, from 1, as a whole.
Place line_at(const Source& source, std::size_t line);

/// The byte offset of the character with this number (from 0) in UTF-8 text; the size when there
/// are fewer.
std::size_t byte_offset(std::string_view text, std::size_t character);

}  // namespace migrate::support
