#include "sql/pattern.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sql/lexer.hpp"

namespace migrate::sql {
namespace {

enum class ElementKind { word, optional_word, anything, end };

struct Element {
  ElementKind kind{ElementKind::word};
  std::string_view words{};  // "A|B"
};

Element parse_element(std::string_view text) {
  if (text == "...") return {ElementKind::anything, {}};
  if (text == ".") return {ElementKind::end, {}};
  if (text.starts_with('[') && text.ends_with(']')) {
    return {ElementKind::optional_word, text.substr(1, text.size() - 2)};
  }
  return {ElementKind::word, text};
}

std::vector<Element> parse(std::string_view pattern) {
  std::vector<Element> elements;
  while (!pattern.empty()) {
    const std::string_view element = pattern.substr(0, pattern.find(' '));
    if (!element.empty()) elements.push_back(parse_element(element));
    pattern.remove_prefix(std::min(element.size() + 1, pattern.size()));
  }
  return elements;
}

/// The one of the words "A|B" that is the token; empty: none is.
std::string_view find_word(std::string_view words, std::string_view token) {
  while (!words.empty()) {
    const std::string_view word = words.substr(0, words.find('|'));
    if (same_word(word, token)) return word;
    words.remove_prefix(std::min(word.size() + 1, words.size()));
  }
  return {};
}

Token next_significant(Lexer& lexer) {
  Token token = lexer.next();
  while (token.kind == TokenKind::space || token.kind == TokenKind::line_comment ||
         token.kind == TokenKind::block_comment) {
    token = lexer.next();
  }
  return token;
}

/// All the ways at once in which the tokens so far fit the pattern: bit i says that elements 0 to
/// i-1 have been met and element i is next. Never backtracks, so its time is linear whatever the
/// pattern.
class Progress final {
 public:
  explicit Progress(const std::vector<Element>& elements) : elements_(&elements) {
    assert(elements.size() < 64);
    add(states_, 0);
  }

  bool is_dead() const { return states_ == 0; }
  bool is_complete() const { return has(states_, elements_->size()); }

  void read(std::string_view token) {
    std::uint64_t next = 0;
    for (std::size_t i = 0; i < elements_->size(); ++i) {
      if (!has(states_, i)) continue;
      const Element& element = (*elements_)[i];
      if (element.kind == ElementKind::anything) add(next, i);
      if (!find_word(element.words, token).empty()) add(next, i + 1);
    }
    states_ = next;
  }

  void read_end() {
    for (std::size_t i = 0; i < elements_->size(); ++i) {
      if (has(states_, i) && (*elements_)[i].kind == ElementKind::end) add(states_, i + 1);
    }
  }

 private:
  static bool has(std::uint64_t states, std::size_t i) { return ((states >> i) & 1U) != 0; }

  /// Adds state i, and those behind it that need no token.
  void add(std::uint64_t& states, std::size_t i) const {
    states |= std::uint64_t{1} << i;
    while (i < elements_->size()) {
      const ElementKind kind = (*elements_)[i].kind;
      if (kind != ElementKind::optional_word && kind != ElementKind::anything) break;
      ++i;
      states |= std::uint64_t{1} << i;
    }
  }

  const std::vector<Element>* elements_;
  std::uint64_t states_{0};
};

}  // namespace

bool matches(std::string_view statement, std::string_view pattern, const Syntax& syntax) {
  const std::vector<Element> elements = parse(pattern);
  Progress progress(elements);
  Lexer lexer(statement, syntax);
  while (!progress.is_complete() && !progress.is_dead()) {
    const Token token = next_significant(lexer);
    if (token.kind == TokenKind::end) {
      progress.read_end();
      break;
    }
    progress.read(token.text);
  }
  return progress.is_complete();
}

std::optional<std::string_view> find_match(
    std::string_view statement, const std::vector<std::string>& patterns, const Syntax& syntax) {
  const auto found = std::ranges::find_if(
      patterns, [&](const std::string& pattern) { return matches(statement, pattern, syntax); });
  if (found == patterns.end()) return std::nullopt;
  return *found;
}

std::optional<std::string_view> find_outside_transaction(
    std::string_view statement, const Syntax& syntax) {
  const auto pattern = find_match(statement, syntax.outside_transaction, syntax);
  if (!pattern || find_match(statement, syntax.inside_transaction, syntax)) return std::nullopt;
  return pattern;
}

std::string shared_words(
    std::string_view statement, std::string_view pattern, const Syntax& syntax) {
  std::string result;
  Lexer lexer(statement, syntax);
  for (const Element& element : parse(pattern)) {
    if (element.kind != ElementKind::word || element.words == "(" || element.words == ")") continue;
    std::string_view word;
    for (Token token = next_significant(lexer); word.empty() && token.kind != TokenKind::end;) {
      word = find_word(element.words, token.text);
      if (word.empty()) token = next_significant(lexer);
    }
    if (!result.empty() && !word.empty()) result += ' ';
    result += word;
  }
  return result;
}

}  // namespace migrate::sql
