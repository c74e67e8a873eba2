#include "engine/said_versions.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "sql/lexer.hpp"
#include "sql/pattern.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::engine {
namespace {

constexpr std::array<std::string_view, 2> patterns{
    "CREATE EXTENSION ... VERSION", "ALTER EXTENSION ... UPDATE"};

std::string unquoted(const sql::Token& token) {
  if (token.kind != sql::TokenKind::quoted_identifier)
    return support::to_lower(std::string(token.text));
  const std::string_view inner = token.text.substr(1, token.text.size() - 2);
  return support::replace_all(std::string(inner), R"("")", "\"");
}

/// The name behind EXTENSION [IF NOT EXISTS], as the server writes it.
std::string extension_name(std::string_view statement, const sql::Syntax& syntax) {
  sql::Lexer lexer(statement, syntax);
  bool is_behind = false;
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    const bool is_name =
        token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_identifier;
    if (!is_name) continue;
    if (!is_behind) {
      is_behind = sql::same_word(token.text, "EXTENSION");
      continue;
    }
    const bool is_condition = sql::same_word(token.text, "IF") ||
                              sql::same_word(token.text, "NOT") ||
                              sql::same_word(token.text, "EXISTS");
    if (!is_condition) return sql::quote_identifier(unquoted(token));
  }
  return {};
}

}  // namespace

void keep_said_versions(
    schema::MetaData& metadata,
    const std::vector<std::string_view>& statements,
    const sql::Syntax& syntax) {
  std::set<std::string> said;
  for (const std::string_view statement : statements) {
    const bool says_version = std::ranges::any_of(patterns, [&](std::string_view pattern) {
      return sql::matches(statement, pattern, syntax);
    });
    if (says_version) said.insert("of extension " + extension_name(statement, syntax));
  }
  std::erase_if(metadata.objects, [&](const schema::Object& object) {
    return object.kind == "version" && !said.contains(object.name);
  });
}

}  // namespace migrate::engine
