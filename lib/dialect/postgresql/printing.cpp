#include "dialect/postgresql/printing.hpp"

#include <array>

#include <fmt/format.h>

#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

struct PinnedSetting {
  std::string_view name{};
  std::string_view value{};
};

// What else prints a constant or a name in another way. jit only costs time.
constexpr std::array pinned{
    PinnedSetting{"DateStyle", "ISO, YMD"},
    PinnedSetting{"IntervalStyle", "postgres"},
    PinnedSetting{"TimeZone", "UTC"},
    PinnedSetting{"extra_float_digits", "1"},
    PinnedSetting{"bytea_output", "hex"},
    PinnedSetting{"lc_monetary", "C"},
    PinnedSetting{"quote_all_identifiers", "off"},
    PinnedSetting{"standard_conforming_strings", "on"},
    PinnedSetting{"xmloption", "content"},
    PinnedSetting{"jit", "off"},
};

/// Whether the first token is a parenthesis that the last one closes.
bool is_in_parentheses(std::string_view text) {
  if (!text.starts_with('(') || !text.ends_with(')')) return false;
  std::size_t depth = 0;
  sql::Lexer lexer(text, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    if (token.kind == sql::TokenKind::open_parenthesis) ++depth;
    if (token.kind != sql::TokenKind::close_parenthesis) continue;
    if (depth == 0 || --depth == 0) return depth == 0 && lexer.offset() == text.size();
  }
  return false;
}

}  // namespace

std::string pin_statement() {
  std::string settings;
  for (const auto& [name, value] : pinned)
    settings += fmt::format(", pg_catalog.set_config('{}', '{}', true)", name, value);
  // The search_path of the user still holds while this is read: every name is qualified, and there
  // is no operator. OFFSET keeps the schema from being worked out again after it is set.
  return fmt::format(
      "SELECT d.name, pg_catalog.set_config('search_path', "
      "pg_catalog.concat(pg_catalog.quote_ident(d.name), ', pg_temp'), true), "
      "pg_catalog.set_config('migrate.default_schema', d.name, true), "
      "pg_catalog.set_config('lock_timeout', CASE pg_catalog.current_setting('lock_timeout') "
      "WHEN '0' THEN '5s' ELSE pg_catalog.current_setting('lock_timeout') END, true){} FROM ("
      "SELECT coalesce((SELECT u.n FROM pg_catalog.unnest(pg_catalog.current_schemas(false)) "
      "WITH ORDINALITY AS u (n, i) WHERE NOT pg_catalog.starts_with(u.n::pg_catalog.text, 'pg_') "
      "ORDER BY u.i LIMIT 1)::pg_catalog.text, 'public') AS name OFFSET 0) AS d",
      settings);
}

std::string without_outer_parentheses(std::string_view expression) {
  expression = support::trim(expression);
  while (is_in_parentheses(expression))
    expression = support::trim(expression.substr(1, expression.size() - 2));
  return std::string(expression);
}

}  // namespace migrate::dialect::postgresql
