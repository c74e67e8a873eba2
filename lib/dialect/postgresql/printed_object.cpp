#include "dialect/postgresql/printed_object.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::Token;
using sql::TokenKind;

/// A statement, read from front to back; what is in parentheses is passed over.
class StatementReader final {
 public:
  explicit StatementReader(std::string_view text) : text_(text), lexer_(text, syntax()) {}

  /// Goes behind the first of these words, which are keywords. False: there is none.
  template <std::size_t count>
  bool find(const std::array<std::string_view, count>& words) {
    std::size_t depth = 0;
    for (Token token = lexer_.next(); token.kind != TokenKind::end; token = lexer_.next()) {
      if (token.kind == TokenKind::open_parenthesis) ++depth;
      if (token.kind == TokenKind::close_parenthesis) --depth;
      const bool is_word = token.kind == TokenKind::word && depth == 0;
      if (!is_word || std::ranges::find(words, token.text) == words.end()) continue;
      found_ = offset() - token.text.size();
      return true;
    }
    return false;
  }

  /// "schema.name".
  std::string_view read_name() {
    lexer_.next();  // the blank in front of it
    const std::size_t begin = offset();
    lexer_.next();
    if (text_.substr(offset()).starts_with('.')) {
      lexer_.next();
      lexer_.next();
    }
    return text_.substr(begin, offset() - begin);
  }

  std::size_t offset() const { return lexer_.offset(); }
  std::size_t found() const { return found_; }  // where the word begins

 private:
  std::string_view text_;
  sql::Lexer lexer_;
  std::size_t found_{0};
};

/// Where the body begins, and the name; nothing: there is none.
struct Place {
  std::size_t body{0};
  std::string_view name{};
};

std::optional<Place> place_in_view(StatementReader reader) {
  if (!reader.find(std::array<std::string_view, 1>{"AS"})) return std::nullopt;
  return Place{.body = reader.offset()};
}

std::optional<Place> place_in_policy(StatementReader reader) {
  if (!reader.find(std::array<std::string_view, 1>{"ON"})) return std::nullopt;
  const std::string_view name = reader.read_name();
  if (!reader.find(std::array<std::string_view, 2>{"USING", "WITH"})) return std::nullopt;
  return Place{.body = reader.found() - 1, .name = name};
}

std::optional<Place> place_in_rule(StatementReader reader) {
  if (!reader.find(std::array<std::string_view, 1>{"TO"})) return std::nullopt;
  const std::string_view name = reader.read_name();
  return Place{.body = reader.offset(), .name = name};
}

std::optional<Place> place_in_routine(StatementReader reader) {
  if (!reader.find(std::array<std::string_view, 2>{"FUNCTION", "PROCEDURE"})) return std::nullopt;
  const std::string_view name = reader.read_name();
  const std::size_t body = reader.offset();
  // BEGIN ATOMIC, or RETURN.
  if (!reader.find(std::array<std::string_view, 2>{"ATOMIC", "RETURN"})) return std::nullopt;
  return Place{.body = body, .name = name};
}

std::optional<Place> place_of_body(std::string_view kind, std::string_view text) {
  const StatementReader reader(text);
  if (kind == "view" || kind == "materialized view") return place_in_view(reader);
  if (kind == "policy") return place_in_policy(reader);
  if (kind == "rule") return place_in_rule(reader);
  if (kind == "function" || kind == "procedure") return place_in_routine(reader);
  return std::nullopt;
}

/// The name by which it is called in the schema of temporary things.
std::string temporary(std::string_view name) {
  sql::Lexer lexer(name, syntax());
  std::string_view last;
  for (Token token = lexer.next(); token.kind != TokenKind::end; token = lexer.next())
    last = token.text;
  return fmt::format("pg_temp.{}", last);
}

/// A table for a rule, or a policy. It has the name of its own one, by which these call its
/// columns.
std::string table_like(std::string_view name) {
  return fmt::format("CREATE TEMPORARY TABLE {} (LIKE {})", temporary(name), name);
}

std::string relation(std::string_view name) {
  return sql::quote_literal(temporary(name)) + "::pg_catalog.regclass";
}

}  // namespace

std::optional<PrintedObject> cut(const schema::Object& object) {
  const std::string_view text = object.definition;
  const auto place = place_of_body(object.kind, text);
  if (!place) return std::nullopt;
  return PrintedObject{
      .kind = object.kind,
      .name = place->name,
      .head = text.substr(0, place->body),
      .body = text.substr(place->body)};
}

Rereading reread(const PrintedObject& like, std::string_view body) {
  if (like.kind == "view" || like.kind == "materialized view") {
    constexpr std::string_view name = "migrate_probe";
    return {
        .statements = {fmt::format("CREATE TEMPORARY VIEW {} AS{}", temporary(name), body)},
        .query = fmt::format(
            "SELECT ' ' || pg_catalog.btrim(pg_catalog.pg_get_viewdef({}), ' ;')", relation(name))};
  }
  if (like.kind == "policy") {
    return {
        .statements =
            {table_like(like.name),
             fmt::format("CREATE POLICY migrate_probe ON {}{}", temporary(like.name), body)},
        .query = fmt::format(
            "SELECT pg_catalog.concat(' USING (' || pg_catalog.pg_get_expr(polqual, polrelid) || "
            "')', ' WITH CHECK (' || pg_catalog.pg_get_expr(polwithcheck, polrelid) || ')') FROM "
            "pg_catalog.pg_policy WHERE polrelid = {}",
            relation(like.name))};
  }
  if (like.kind == "rule") {
    std::string_view head = like.head;
    head.remove_suffix(like.name.size());
    return {
        .statements =
            {table_like(like.name), fmt::format("{}{}{}", head, temporary(like.name), body)},
        .query = fmt::format(
            "SELECT pg_catalog.rtrim(pg_catalog.pg_get_ruledef(oid, true), ';') FROM "
            "pg_catalog.pg_rewrite WHERE ev_class = {}",
            relation(like.name))};
  }
  std::string_view head = like.head;
  head.remove_suffix(like.name.size());
  return {
      .statements = {fmt::format("{}{}{}", head, temporary(like.name), body)},
      .query =
          "SELECT pg_catalog.rtrim(pg_catalog.pg_get_functiondef(oid), E'\\n') FROM "
          "pg_catalog.pg_proc WHERE pronamespace = pg_catalog.pg_my_temp_schema()"};
}

std::string printed_body(const PrintedObject& like, std::string_view printed) {
  const bool is_whole = like.kind == "rule" || like.kind == "function" || like.kind == "procedure";
  if (!is_whole) return std::string(printed);
  const auto place = place_of_body(like.kind, printed);
  return place ? std::string(printed.substr(place->body)) : std::string{};
}

}  // namespace migrate::dialect::postgresql
