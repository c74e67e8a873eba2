#include "migrate/output/error_text.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "db/url.hpp"
#include "support/source.hpp"
#include "support/text.hpp"

namespace migrate::output {
namespace {

constexpr std::size_t default_width = 80;
constexpr std::size_t tab_stop = 4;
constexpr std::string_view ellipsis = "...";

/// A line of source as it is shown, and the column of the caret in it.
struct Excerpt {
  std::string text{};
  std::size_t caret{0};
};

std::string expand_tabs(std::string_view text) {
  std::string result;
  std::size_t width = 0;
  for (const char c : text) {
    if (c != '\t') {
      result += c;
      // Bytes that continue a character do not widen the line, but counting columns of wide ones is
      // left to the reader of the whole: a tab behind them only lands a little further.
      width += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0 : 1;
      continue;
    }
    const std::size_t spaces = tab_stop - width % tab_stop;
    result.append(spaces, ' ');
    width += spaces;
  }
  return result;
}

/// The first `columns` columns taken off.
std::string without_beginning(std::string_view text, std::size_t columns) {
  std::size_t character = 0;
  while (support::display_width(text.substr(0, support::byte_offset(text, character))) < columns) {
    ++character;
  }
  return std::string(text.substr(support::byte_offset(text, character)));
}

/// Passwords hidden. A caret behind the first hidden one moves to it: the columns there are not
/// those of the file.
Excerpt mask(const std::string& line, std::size_t offset) {
  std::string masked = db::masked(line);
  const auto [left, right] = std::ranges::mismatch(line, masked);
  const auto same = static_cast<std::size_t>(left - line.begin());
  return {.text = std::move(masked), .caret = std::min(offset, same)};
}

Excerpt excerpt(const support::Place& place, std::size_t width) {
  const std::size_t offset =
      support::byte_offset(place.text, place.column == 0 ? 0 : place.column - 1);
  const Excerpt masked = mask(place.text, offset);
  const std::string before = expand_tabs(std::string_view(masked.text).substr(0, masked.caret));
  Excerpt result{
      .text = support::printable(expand_tabs(masked.text)),
      .caret = support::display_width(support::printable(before)),
  };
  if (support::display_width(result.text) <= width) return result;
  // The caret in the right half of the room, so that what led to it can be seen.
  const std::size_t wanted = width * 2 / 3;
  if (result.caret > wanted) {
    const std::size_t cut = result.caret - wanted;
    const std::size_t before_cut = support::display_width(result.text);
    result.text = without_beginning(result.text, cut + ellipsis.size());
    result.caret -= before_cut - support::display_width(result.text) - ellipsis.size();
    result.text.insert(0, ellipsis);
  }
  result.text = support::shorten(result.text, width);
  return result;
}

std::string place_block(const support::Place& place, const Style& style) {
  std::string result = fmt::format("  {} {}", paint(style, Paint::quiet, "-->"), place.file);
  if (place.line == 0) return result + "\n";
  result += fmt::format(":{}", place.line);
  if (place.column != 0) result += fmt::format(":{}", place.column);
  result += "\n";
  if (place.text.empty()) return result;
  const std::string number = fmt::format("{:>4}", place.line);
  const std::size_t gutter = number.size() + 3;
  const std::size_t width =
      style.width == 0 ? default_width : std::max<std::size_t>(style.width, 40);
  const Excerpt shown = excerpt(place, width - gutter);
  result += fmt::format("{} {} {}\n", number, paint(style, Paint::quiet, "|"), shown.text);
  if (place.column == 0) return result;
  const std::string indent(number.size(), ' ');
  result += fmt::format(
      "{} {} {}{}\n",
      indent,
      paint(style, Paint::quiet, "|"),
      std::string(shown.caret, ' '),
      paint(style, Paint::bad, "^"));
  return result;
}

/// Each line of the text behind `prefix`.
std::string indented(std::string_view text, const std::string& prefix) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += prefix + support::printable(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string first_line(const Error& error, const Style& style) {
  const std::string code = fmt::format("error[{}]", support::name(error.code()));
  const std::string_view message = error.message();
  const std::size_t end = std::min(message.find('\n'), message.size());
  std::string result = fmt::format(
      "{}: {}",
      paint(style, Paint::bad, code),
      paint(style, Paint::strong, support::printable(message.substr(0, end))));
  if (!error.sqlstate().empty()) result += fmt::format("  (SQLSTATE {})", error.sqlstate());
  result += "\n";
  return result + indented(message.substr(std::min(end + 1, message.size())), "  ");
}

}  // namespace

std::string error_text(const Error& error, const Style& style, Verbosity verbosity) {
  std::string result = first_line(error, style);
  if (error.place()) result += place_block(*error.place(), style);
  if (verbosity == Verbosity::details) result += indented(error.detail(), "  detail: ");
  result += indented(error.state(), "  ");
  result += indented(error.hint(), "  " + paint(style, Paint::flag, "help:") + " ");
  return result;
}

}  // namespace migrate::output
