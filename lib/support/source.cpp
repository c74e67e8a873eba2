#include "support/source.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace migrate::support {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::size_t count_characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char byte) { return !is_continuation(byte); }));
}

}  // namespace

Place locate(const Source& source, std::size_t offset) {
  std::string_view text = source.text;
  offset = std::min(offset, text.size());
  if (text.starts_with(byte_order_mark)) {
    text.remove_prefix(byte_order_mark.size());
    offset -= std::min(offset, byte_order_mark.size());
  }
  const std::string_view before = text.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  std::string_view line = text.substr(start, text.find('\n', start) - start);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return Place{
      .file = source.path,
      .line = static_cast<std::size_t>(std::ranges::count(before, '\n')) + 1,
      .column = count_characters(before.substr(start)) + 1,
      .text = std::string(line),
  };
}

Place line_at(const Source& source, std::size_t line) {
  std::size_t offset = 0;
  for (std::size_t i = 1; i < line && offset < source.text.size(); ++i)
    offset = std::min(source.text.find('\n', offset), source.text.size() - 1) + 1;
  Place place = locate(source, offset);
  place.line = line;
  place.column = 0;
  return place;
}

std::size_t byte_offset(std::string_view text, std::size_t character) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_continuation(text[i])) continue;
    if (character == 0) return i;
    --character;
  }
  return text.size();
}

}  // namespace migrate::support
