#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace migrate::support {

/// Columns that UTF-8 text takes in a terminal: wide characters count two, combining ones none.
std::size_t display_width(std::string_view text);

/// At most `width` columns of the text; what is cut is replaced by "...".
std::string shorten(std::string_view text, std::size_t width);

/// Valid UTF-8 in place of `text`: each byte that is none becomes U+FFFD, control characters but
/// tab become spaces.
std::string printable(std::string_view text);

std::string to_lower(std::string_view text);  // ASCII letters only
std::string_view trim(std::string_view text);

}  // namespace migrate::support
