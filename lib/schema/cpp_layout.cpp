#include "schema/cpp_layout.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "support/text.hpp"

namespace migrate::schema {
namespace {

constexpr std::size_t line_width = 100;
constexpr std::size_t step = 4;

std::string in_one_line(const CppText& text) {
  std::string result = text.head;
  for (std::size_t i = 0; i < text.parts.size(); ++i) {
    if (i > 0) result += ", ";
    result += in_one_line(text.parts[i]);
  }
  return result + text.tail;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

/// Whether it is UTF-8, control characters aside, that a person can read.
bool is_readable(std::string_view text) {
  std::string rest(text);
  std::erase_if(rest, is_control);
  return support::printable(rest) == rest;
}

/// Whether a raw literal says it better than one with escapes.
bool is_raw(std::string_view text) {
  const bool has_others =
      std::ranges::any_of(text, [](char c) { return is_control(c) && c != '\n'; });
  return !has_others && text.find_first_of("\"\\\n") != std::string_view::npos && is_readable(text);
}

std::string raw_literal(std::string_view text) {
  std::string delimiter;
  while (text.find(fmt::format("){}\"", delimiter)) != std::string_view::npos)
    delimiter += delimiter.empty() ? "sql" : "_";
  return fmt::format("R\"{0}({1}){0}\"", delimiter, text);
}

std::string escaped(std::string_view text) {
  const bool is_text = is_readable(text);
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_trigraph = c == '?' && result.back() == '?';
    if (c == '"' || c == '\\' || is_trigraph) {
      result += fmt::format("\\{}", c);
    } else if (is_control(c) || (byte >= 0x80 && !is_text)) {
      result += fmt::format("\\{:03o}", byte);
    } else {
      result += c;
    }
  }
  return result + "\"";
}

}  // namespace

std::string layout(const CppText& text, std::size_t indent, std::size_t room) {
  std::string line = in_one_line(text);
  const bool fits = line.find('\n') == std::string::npos &&
                    indent + support::display_width(line) + room <= line_width;
  if (fits || text.parts.empty()) return line;
  const bool is_call = text.tail == ")";
  const std::string begin = fmt::format("\n{:{}}", "", indent + step);
  std::string result = text.head;
  for (std::size_t i = 0; i < text.parts.size(); ++i) {
    const bool is_last = i + 1 == text.parts.size();
    result += begin + layout(text.parts[i], indent + step, is_last ? room + 1 : 1);
    if (!is_last || !is_call) result += ",";
  }
  if (!is_call) result += fmt::format("\n{:{}}", "", indent);
  return result + text.tail;
}

std::string cpp_literal(std::string_view text) {
  if (is_raw(text)) return raw_literal(text);
  std::string literal = escaped(text);
  if (text.find('\0') == std::string_view::npos) return literal;
  // What ends at the first NUL, if nobody says how long it is.
  return fmt::format("Text({}, {})", literal, text.size());
}

void CppFields::add(std::string_view name, CppText value) {
  value.head = fmt::format(".{} = {}", name, value.head);
  parts_.push_back(std::move(value));
}

void CppFields::add_text(std::string_view name, std::string_view text) {
  if (!text.empty()) add(name, {cpp_literal(text)});
}

void CppFields::add_flag(std::string_view name, bool is_so) {
  if (is_so) add(name, {"true"});
}

void CppFields::add_texts(std::string_view name, const std::vector<std::string>& texts) {
  if (!texts.empty()) add(name, cpp_list(texts));
}

CppText CppFields::braced(std::string_view type) const {
  return {.head = fmt::format("{}{{", type), .parts = parts_, .tail = "}"};
}

CppText cpp_list(const std::vector<std::string>& texts) {
  CppText list{.head = "{", .tail = "}"};
  for (const std::string& text : texts)
    list.parts.push_back({cpp_literal(text)});
  return list;
}

}  // namespace migrate::schema
