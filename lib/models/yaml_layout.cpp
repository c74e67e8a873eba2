#include "models/yaml_layout.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "support/text.hpp"

namespace migrate::models {
namespace {

constexpr std::size_t line_width = 100;
constexpr std::size_t step = 2;

/// What readers of YAML take for something else than text.
constexpr std::array<std::string_view, 10> reserved_words{
    "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan"};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_plain_character(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') ||
         std::string_view(" .()/-").find(c) != std::string_view::npos;
}

bool is_plain(std::string_view text) {
  if (text.empty() || !is_letter(text.front()) || text.back() == ' ') return false;
  if (!std::ranges::all_of(text, is_plain_character)) return false;
  return std::ranges::find(reserved_words, support::to_lower(text)) == reserved_words.end();
}

/// The character at the beginning as an escape, and how many bytes it has; empty when it may stand
/// as it is.
std::pair<std::string, std::size_t> escape(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if (text.front() == '"' || text.front() == '\\') return {fmt::format("\\{}", text.front()), 1};
  if (text.front() == '\n') return {"\\n", 1};
  if (text.front() == '\t') return {"\\t", 1};
  if (byte < 0x20 || byte == 0x7f) return {fmt::format("\\x{:02x}", byte), 1};
  // Control characters behind ASCII, line and paragraph separators, and the byte order mark.
  if (byte == 0xc2 && text.size() > 1 && static_cast<unsigned char>(text[1]) < 0xa0)
    return {fmt::format("\\x{:02x}", static_cast<unsigned char>(text[1])), 2};
  if (text.starts_with("\u2028")) return {"\\u2028", 3};
  if (text.starts_with("\u2029")) return {"\\u2029", 3};
  if (text.starts_with("\ufeff")) return {"\\ufeff", 3};
  return {{}, 1};
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  while (!text.empty()) {
    const auto [escaped, size] = escape(text);
    result += escaped.empty() ? std::string(text.substr(0, 1)) : escaped;
    text.remove_prefix(size);
  }
  return result + "\"";
}

std::string scalar_of(std::string_view text) {
  return is_plain(text) ? std::string(text) : quoted(text);
}

bool has_block(const YamlText& text) {
  return text.is_block || std::ranges::any_of(text.items, has_block) ||
         std::ranges::any_of(text.members, has_block);
}

std::string in_one_line(const YamlText& text) {
  if (text.kind == YamlText::Kind::scalar) return text.scalar;
  std::string result;
  for (const YamlText& item : text.items)
    result += fmt::format("{}{}", result.empty() ? "" : ", ", in_one_line(item));
  for (const YamlText& member : text.members) {
    result += fmt::format("{}{}: {}", result.empty() ? "" : ", ", member.key, in_one_line(member));
  }
  return text.kind == YamlText::Kind::list ? fmt::format("[{}]", result)
                                           : fmt::format("{{{}}}", result);
}

/// The value in one line, if that is how it is written behind `used` columns.
std::optional<std::string> fitting_line(const YamlText& text, std::size_t used) {
  const bool is_scalar = text.kind == YamlText::Kind::scalar;
  if (is_scalar || (text.items.empty() && text.members.empty())) return in_one_line(text);
  if (has_block(text)) return std::nullopt;
  std::string line = in_one_line(text);
  if (used + support::display_width(line) > line_width) return std::nullopt;
  return line;
}

/// The lines of a list or a map.
std::string block(const YamlText& text, std::size_t indent) {
  std::string result;
  for (const YamlText& item : text.items) {
    const auto line = fitting_line(item, indent + step);
    // A map begins behind its hyphen.
    result += fmt::format("{:{}}- ", "", indent);
    result += line ? *line + "\n" : block(item, indent + step).substr(indent + step);
  }
  for (const YamlText& member : text.members) {
    const std::size_t used = indent + support::display_width(member.key) + 2;
    const auto line = fitting_line(member, used);
    result += fmt::format("{:{}}{}:", "", indent, member.key);
    result +=
        line ? fmt::format(" {}\n", *line) : fmt::format("\n{}", block(member, indent + step));
  }
  return result;
}

}  // namespace

void YamlText::add(std::string_view name, YamlText value) {
  kind = Kind::map;
  value.key = scalar_of(name);
  members.push_back(std::move(value));
}

void YamlText::add_text(std::string_view name, std::string_view text) {
  if (!text.empty()) add(name, yaml_text(text));
}

void YamlText::add_flag(std::string_view name, bool is_so) {
  if (is_so) add(name, yaml_word("true"));
}

void YamlText::add_texts(std::string_view name, const std::vector<std::string>& texts) {
  if (!texts.empty()) add(name, yaml_list(texts));
}

YamlText yaml_text(std::string_view text) {
  return {.scalar = scalar_of(text)};
}

YamlText yaml_word(std::string word) {
  return {.scalar = std::move(word)};
}

YamlText yaml_list(const std::vector<std::string>& texts) {
  YamlText list{.kind = YamlText::Kind::list};
  for (const std::string& text : texts)
    list.items.push_back(yaml_text(text));
  return list;
}

std::string layout(const YamlText& map) {
  return block(map, 0);
}

}  // namespace migrate::models
