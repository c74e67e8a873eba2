#include "dialect/sqlite/catalog.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "dialect/sqlite/syntax.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"

namespace migrate::dialect::sqlite {
namespace {

using sql::quote_identifier;
using sql::quote_literal;

constexpr std::string_view object_columns = "type, name, tbl_name, coalesce(sql, '')";

Object object_of(std::string_view schema, const db::Row& row) {
  return Object{
      .schema = std::string(schema),
      .type = row[0].value_or(""),
      .name = row[1].value_or(""),
      .table = row[2].value_or(""),
      .sql = row[3].value_or(""),
  };
}

bool is_name(const sql::Token& token) {
  return token.kind == sql::TokenKind::word || token.kind == sql::TokenKind::quoted_identifier;
}

/// Whether the object is in another place than its table or view: a trigger in temp, say, can be of
/// a table in main.
bool can_see(const Object& one, std::string_view schema) {
  return one.schema == schema || one.schema == "temp";
}

}  // namespace

std::vector<std::string> schemas(db::Connection& connection) {
  std::vector<std::string> result{"temp"};
  for (const db::Row& row : connection.inspect(
           "SELECT name FROM pragma_database_list WHERE name <> 'temp' ORDER BY seq"))
    result.push_back(row[0].value_or(""));
  return result;
}

std::vector<Object> objects(db::Connection& connection, std::string_view schema) {
  std::vector<Object> result;
  for (const db::Row& row : connection.inspect(fmt::format(
           "SELECT {} FROM {}.sqlite_schema ORDER BY rowid",
           object_columns,
           quote_identifier(schema))))
    result.push_back(object_of(schema, row));
  return result;
}

std::optional<Object> find_object(
    db::Connection& connection, std::string_view type, const schema::Name& name) {
  const auto places =
      name.schema.empty() ? schemas(connection) : std::vector<std::string>{name.schema};
  for (const std::string& schema : places) {
    const auto rows = connection.inspect(fmt::format(
        "SELECT {} FROM {}.sqlite_schema WHERE type = {} AND name = {} COLLATE NOCASE",
        object_columns,
        quote_identifier(schema),
        quote_literal(type),
        quote_literal(name.name)));
    if (!rows.empty()) return object_of(schema, rows.front());
  }
  return std::nullopt;
}

std::vector<Referrer> referrers(
    db::Connection& connection, std::string_view schema, std::string_view table) {
  const auto rows = connection.inspect(fmt::format(
      "SELECT m.name, f.id, f.\"from\", f.\"to\" FROM {0}.sqlite_schema AS m, "
      "pragma_foreign_key_list(m.name, {1}) AS f WHERE m.type = 'table' AND f.\"table\" = {2} "
      "COLLATE NOCASE AND m.name <> {2} COLLATE NOCASE ORDER BY m.rowid, f.id, f.seq",
      quote_identifier(schema),
      quote_literal(schema),
      quote_literal(table)));
  std::vector<Referrer> result;
  std::pair<std::string, std::string> last;
  for (const db::Row& row : rows) {
    const std::pair key{row[0].value_or(""), row[1].value_or("")};
    if (result.empty() || key != last) result.push_back({.table = key.first});
    last = key;
    result.back().columns.push_back(row[2].value_or(""));
    if (row[3]) result.back().referred_columns.push_back(*row[3]);
  }
  return result;
}

bool mentions(std::string_view sql, std::string_view name) {
  const auto tokens = tokens_of(sql);
  return std::ranges::any_of(tokens, [&](const sql::Token& token) {
    return (is_name(token) || token.kind == sql::TokenKind::string) &&
           sql::same_word(unquoted(token.text), name);
  });
}

bool mentions_column(std::string_view sql, std::string_view name) {
  const auto tokens = tokens_of(sql);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool is_function =
        i + 1 < tokens.size() && tokens[i + 1].kind == sql::TokenKind::open_parenthesis;
    const bool is_word = tokens[i].kind == sql::TokenKind::word;
    if (is_name(tokens[i]) && !(is_word && is_function) &&
        sql::same_word(unquoted(tokens[i].text), name))
      return true;
  }
  return false;
}

std::vector<sql::Token> tokens_of(std::string_view text) {
  std::vector<sql::Token> result;
  sql::Lexer lexer(text, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    const bool is_blank = token.kind == sql::TokenKind::space ||
                          token.kind == sql::TokenKind::line_comment ||
                          token.kind == sql::TokenKind::block_comment;
    if (!is_blank) result.push_back(token);
  }
  return result;
}

std::string unquoted(std::string_view token) {
  if (token.size() < 2) return std::string(token);
  const char quote = token.front();
  if (quote != '"' && quote != '\'' && quote != '`' && quote != '[') return std::string(token);
  token = token.substr(1, token.size() - 2);
  std::string result;
  for (std::size_t i = 0; i < token.size(); ++i) {
    result += token[i];
    if (token[i] == quote && quote != '[') ++i;  // the second of two
  }
  return result;
}

std::vector<std::string> dependents(db::Connection& connection, const Object& object) {
  std::vector<std::string> result;
  for (const Referrer& one : referrers(connection, object.schema, object.name))
    result.push_back("a foreign key of " + one.table);
  for (const std::string& schema : schemas(connection)) {
    for (const Object& one : objects(connection, schema)) {
      const bool is_own = sql::same_word(one.table, object.name);
      const bool can_depend = one.type == "view" || one.type == "trigger";
      if (can_depend && !is_own && can_see(one, object.schema) && mentions(one.sql, object.name))
        result.push_back(fmt::format("the {} {}", one.type, one.name));
    }
  }
  return result;
}

}  // namespace migrate::dialect::sqlite
