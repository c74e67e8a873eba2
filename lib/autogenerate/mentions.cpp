#include "autogenerate/mentions.hpp"

#include <algorithm>
#include <cstddef>

#include "support/text.hpp"

namespace migrate::autogenerate {
namespace {

bool begins_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || byte >= 0x80;
}

bool continues_word(char c) {
  return begins_word(c) || (c >= '0' && c <= '9') || c == '$';
}

/// Reads what is quoted; the quote doubled stands for itself. Goes on behind it.
std::string read_quoted(std::string_view text, std::size_t& at) {
  const char quote = text[at++];
  std::string result;
  while (at < text.size()) {
    const bool is_quote = text[at] == quote;
    const bool is_doubled = is_quote && at + 1 < text.size() && text[at + 1] == quote;
    if (is_quote && !is_doubled) break;
    if (is_doubled) ++at;
    result += text[at++];
  }
  ++at;
  return result;
}

}  // namespace

void Words::merge(Words more) {
  names.merge(more.names);
  strings.merge(more.strings);
}

Words words_of(std::string_view expression) {
  Words words;
  std::size_t at = 0;
  while (at < expression.size()) {
    const char c = expression[at];
    if (c == '\'') {
      words.strings.insert(read_quoted(expression, at));
    } else if (c == '"' || c == '`') {
      words.names.insert(support::to_lower(read_quoted(expression, at)));
    } else if (begins_word(c)) {
      const std::size_t begin = at;
      while (at < expression.size() && continues_word(expression[at]))
        ++at;
      words.names.insert(support::to_lower(expression.substr(begin, at - begin)));
    } else {
      ++at;
    }
  }
  return words;
}

bool mentions(const Words& words, std::string_view name) {
  return words.names.contains(support::to_lower(name));
}

bool mentions_anywhere(const Words& words, std::string_view name) {
  return mentions(words, name) || std::ranges::any_of(words.strings, [&](const std::string& text) {
           return mentions(words_of(text), name);
         });
}

}  // namespace migrate::autogenerate
