#pragma once

#include <cstddef>
#include <optional>
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

/// The offset of the first byte that is no UTF-8.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

/// Whether the byte goes on with a UTF-8 character that began before it.
bool is_continuation(char byte);

/// The text with `value` in every place of `word`, which is not empty.
std::string replace_all(std::string text, std::string_view word, std::string_view value);

/// The bytes as lower-case hex digits, two each.
std::string hex(std::string_view bytes);

std::string to_lower(std::string_view text);  // ASCII letters only
std::string_view trim(std::string_view text);

}  // namespace migrate::support
