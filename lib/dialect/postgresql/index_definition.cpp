#include "dialect/postgresql/index_definition.hpp"

#include <cstddef>
#include <utility>

#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::TokenKind;

/// Goes behind the parenthesis that begins the list of elements.
bool find_elements(sql::Lexer& lexer) {
  bool is_behind_using = false;
  for (sql::Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    if (token.kind == TokenKind::word && token.text == "USING") is_behind_using = true;
    if (token.kind == TokenKind::open_parenthesis && is_behind_using) return true;
  }
  return false;
}

/// What stands behind an element: up to the comma, or the parenthesis, that ends it.
std::string read_options(sql::Lexer& lexer) {
  std::string options;
  std::size_t depth = 0;
  for (sql::Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    const bool ends = token.text == "," || token.kind == TokenKind::close_parenthesis;
    if (depth == 0 && ends) break;
    if (token.kind == TokenKind::open_parenthesis) ++depth;
    if (token.kind == TokenKind::close_parenthesis) --depth;
    options += token.text;
  }
  return std::string(support::trim(options));
}

/// Behind "COLLATE schema.name".
std::string_view without_collation(std::string_view options) {
  sql::Lexer lexer(options, syntax());
  lexer.next();
  std::size_t words = 0;
  std::size_t end = lexer.offset();
  for (sql::Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next()) {
    if (token.kind == TokenKind::space && words > 0) break;
    if (token.kind != TokenKind::space) ++words;
    end = lexer.offset();
  }
  return support::trim(options.substr(end));
}

std::string_view without_order(std::string_view options) {
  for (const std::string_view words : {" NULLS FIRST", " NULLS LAST", " DESC", " ASC"}) {
    // What is there alone has nothing in front of it.
    if (options == words.substr(1)) return {};
    if (options.ends_with(words)) options.remove_suffix(words.size());
  }
  return options;
}

IndexElement read_element(std::string text, std::string_view options) {
  const bool has_collation = options.starts_with("COLLATE ");
  if (has_collation) options = without_collation(options);
  return {
      .text = std::move(text),
      .has_collation = has_collation,
      .operator_class = std::string(support::trim(without_order(options)))};
}

}  // namespace

std::optional<std::vector<IndexElement>> read_index_definition(
    std::string_view definition, const std::vector<std::string>& elements) {
  sql::Lexer lexer(definition, syntax());
  if (!find_elements(lexer)) return std::nullopt;
  std::vector<IndexElement> result;
  for (const std::string& element : elements) {
    std::size_t begin = lexer.offset();
    while (definition.substr(begin).starts_with(' '))
      ++begin;
    if (element.empty() || !definition.substr(begin).starts_with(element)) return std::nullopt;
    lexer.skip_to(begin + element.size());
    result.push_back(read_element(element, read_options(lexer)));
  }
  return result;
}

}  // namespace migrate::dialect::postgresql
