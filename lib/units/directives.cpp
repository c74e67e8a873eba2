#include "units/directives.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace migrate::units {
namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Cuts the word at the beginning off.
std::string_view take_word(std::string_view& text) {
  text = support::trim(text);
  std::size_t size = 0;
  while (size < text.size() && is_word(text[size]))
    ++size;
  const std::string_view word = text.substr(0, size);
  text.remove_prefix(size);
  return word;
}

/// The header's name with its quotes; empty when it is given by a macro.
std::string_view header_name(std::string_view text) {
  text = support::trim(text);
  if (text.empty() || (text.front() != '<' && text.front() != '"')) return {};
  const std::size_t end = text.find(text.front() == '<' ? '>' : '"', 1);
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end + 1);
}

void read_include(std::string_view rest, Directives& directives) {
  const std::string_view name = header_name(rest);
  // A file that is not a header may be meant to stand where it is included, or more than once.
  const bool is_header = !name.empty() && (name.front() == '<' || name.ends_with(".h\"") ||
                                           name.ends_with(".hpp\"") || name.ends_with(".hh\""));
  if (!is_header || !directives.macros.empty()) directives.is_plain = false;
  if (!name.empty()) directives.includes.emplace_back(name);
}

void read_directive(std::string_view line, Directives& directives) {
  const std::string_view word = take_word(line);
  if (word == "include") {
    read_include(line, directives);
  } else if (word == "define") {
    directives.macros.emplace_back(take_word(line));
  } else {
    directives.is_plain = false;
  }
}

}  // namespace

bool Directives::has_own_headers() const {
  return std::ranges::any_of(includes, [](const auto& name) { return name.front() == '"'; });
}

Directives read_directives(std::string_view text) {
  Directives directives;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size());
    std::string_view line = support::trim(text.substr(0, size));
    text.remove_prefix(std::min(size + 1, text.size()));
    if (!line.starts_with('#')) continue;
    line.remove_prefix(1);
    read_directive(line, directives);
  }
  return directives;
}

}  // namespace migrate::units
