#include "dialect/postgresql/index_definition.hpp"

#include <cstddef>
#include <utility>

#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::Token;
using sql::TokenKind;

/// The text, read from front to back.
class DefinitionReader final {
 public:
  explicit DefinitionReader(std::string_view text) : text_(text), lexer_(text, syntax()) {}

  /// Goes behind the parenthesis that begins the list of elements. False: there is none.
  bool find_elements() {
    bool is_behind_using = false;
    for (Token token = lexer_.next(); token.kind != TokenKind::end; token = lexer_.next()) {
      if (token.kind == TokenKind::word && token.text == "USING") is_behind_using = true;
      if (token.kind == TokenKind::open_parenthesis && is_behind_using) return true;
    }
    return false;
  }

  /// A column, a call, or an expression in parentheses: the server prints nothing else.
  std::string read_expression() {
    skip_spaces();
    const std::size_t begin = lexer_.offset();
    if (peek() != '(') read_name();
    if (peek() == '(') skip_parentheses();
    return std::string(text_.substr(begin, lexer_.offset() - begin));
  }

  /// What stands behind an element, up to the comma or the parenthesis that ends it.
  std::string_view read_options() {
    const std::size_t begin = lexer_.offset();
    while (peek() != ',' && peek() != ')' && peek() != '\0') {
      if (peek() == '(') {
        skip_parentheses();
      } else {
        lexer_.next();
      }
    }
    return support::trim(text_.substr(begin, lexer_.offset() - begin));
  }

  /// Goes on to the next element. False: that was the last one.
  bool next_element() { return lexer_.next().text == ","; }

  /// What stands behind WHERE.
  std::string read_where() {
    while (peek() != '\0') {
      if (peek() == '(') {
        skip_parentheses();
      } else if (lexer_.next().text == "WHERE") {
        return std::string(support::trim(text_.substr(lexer_.offset())));
      }
    }
    return {};
  }

 private:
  char peek() const { return lexer_.offset() < text_.size() ? text_[lexer_.offset()] : '\0'; }

  void skip_spaces() {
    while (peek() == ' ')
      lexer_.next();
  }

  /// "schema.name".
  void read_name() {
    lexer_.next();
    while (peek() == '.') {
      lexer_.next();
      lexer_.next();
    }
  }

  void skip_parentheses() {
    std::size_t depth = 0;
    do {
      const Token token = lexer_.next();
      if (token.kind == TokenKind::open_parenthesis) ++depth;
      if (token.kind == TokenKind::close_parenthesis) --depth;
      if (token.kind == TokenKind::end) return;
    } while (depth > 0);
  }

  std::string_view text_;
  sql::Lexer lexer_;
};

/// Behind "COLLATE schema.name".
std::string_view without_collation(std::string_view options) {
  sql::Lexer lexer(options, syntax());
  lexer.next();
  lexer.next();
  std::size_t end = lexer.offset();
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    if (token.kind == TokenKind::space) break;
    end = lexer.offset();
  }
  return support::trim(options.substr(end));
}

std::string_view without_order(std::string_view options) {
  for (const std::string_view words : {" NULLS FIRST", " NULLS LAST", " DESC"}) {
    // What is there alone has nothing in front of it.
    if (options == words.substr(1)) return {};
    if (options.ends_with(words)) options.remove_suffix(words.size());
  }
  return options;
}

IndexElement element_of(std::string text, std::string_view options) {
  const bool has_collation = options.starts_with("COLLATE ");
  if (has_collation) options = without_collation(options);
  return {
      .text = std::move(text),
      .has_collation = has_collation,
      .operator_class = std::string(support::trim(without_order(options)))};
}

}  // namespace

std::optional<IndexDefinition> read_index_definition(std::string_view definition) {
  DefinitionReader reader(definition);
  if (!reader.find_elements()) return std::nullopt;
  IndexDefinition result;
  do {
    std::string text = reader.read_expression();
    if (text.empty()) return std::nullopt;
    const std::string_view options = reader.read_options();
    result.elements.push_back(element_of(std::move(text), options));
  } while (reader.next_element());
  result.where = reader.read_where();
  return result;
}

}  // namespace migrate::dialect::postgresql
