#include "dialect/postgresql/chosen_names.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/expression_text.hpp"
#include "dialect/postgresql/printing.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "sql/lexer.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// PostgreSQL's NAMEDATALEN - 1 (Section 4.1.1, Identifiers and Key Words).
constexpr std::size_t longest_name = 63;

/// The first bytes of the text, no character cut in two.
std::string clipped(std::string_view text, std::size_t size) {
  if (size >= text.size()) return std::string(text);
  while (size > 0 && support::is_continuation(text[size]))
    --size;
  return std::string(text.substr(0, size));
}

/// "table_columns_label", the longer of the first two cut until it fits.
std::string joined_name(
    const std::string& table, const std::string& columns, const std::string& label) {
  const std::size_t separators = columns.empty() ? 1 : 2;
  const std::size_t room = longest_name - label.size() - separators;
  std::size_t table_size = table.size();
  std::size_t columns_size = columns.size();
  while (table_size + columns_size > room)
    --(table_size > columns_size ? table_size : columns_size);
  return fmt::format(
      "{}{}{}_{}",
      clipped(table, table_size),
      columns.empty() ? "" : "_",
      clipped(columns, columns_size),
      label);
}

std::string free_name(
    const std::string& table,
    const std::string& columns,
    const std::string& label,
    const IsTaken& is_taken) {
  std::string name = joined_name(table, columns, label);
  for (int i = 1; is_taken(name); ++i)
    name = joined_name(table, columns, fmt::format("{}{}", label, i));
  return name;
}

/// As many of the names as may matter, with `_` between.
std::string joined_columns(const std::vector<std::string>& names) {
  std::string result;
  for (const std::string& name : names) {
    if (!result.empty()) result += '_';
    result += clipped(name, longest_name);
    if (result.size() > longest_name) break;
  }
  return result;
}

/// A name for each column of an index, a number behind it where it is there already.
std::vector<std::string> with_numbers(const std::vector<std::string>& names) {
  std::vector<std::string> result;
  for (const std::string& name : names) {
    std::string unique = name;
    for (int i = 1; std::ranges::count(result, unique) > 0; ++i) {
      const std::string number = std::to_string(i);
      unique = clipped(name, longest_name - number.size()) + number;
    }
    result.push_back(std::move(unique));
  }
  return result;
}

struct Words {
  std::vector<sql::Token> tokens{};  // without blanks; views into the text
};

Words words_of(std::string_view text) {
  Words words;
  sql::Lexer lexer(text, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::end; token = lexer.next()) {
    if (token.kind != sql::TokenKind::space) words.tokens.push_back(token);
  }
  return words;
}

/// The function of an expression that is one call: "lower" for "lower(a)", "app.lower(a)".
std::optional<std::string> called_function(const Words& words) {
  std::size_t i = 0;
  while (i + 1 < words.tokens.size() && words.tokens[i + 1].text == ".")
    i += 2;
  if (i + 1 >= words.tokens.size()) return std::nullopt;
  if (words.tokens[i + 1].kind != sql::TokenKind::open_parenthesis) return std::nullopt;
  if (words.tokens[i].kind != sql::TokenKind::word) return std::nullopt;
  std::size_t depth = 0;
  for (std::size_t k = i + 1; k < words.tokens.size(); ++k) {
    if (words.tokens[k].kind == sql::TokenKind::open_parenthesis) ++depth;
    if (words.tokens[k].kind != sql::TokenKind::close_parenthesis || --depth > 0) continue;
    if (k + 1 < words.tokens.size()) return std::nullopt;
    return support::to_lower(words.tokens[i].text);
  }
  return std::nullopt;
}

/// How the server calls a column of an index that is an expression.
std::string expression_name(const std::string& expression) {
  constexpr const char* anything = "expr";
  const std::string text = without_outer_parentheses(expression);
  const Words words = words_of(text);
  if (words.tokens.empty()) return anything;
  if (const auto function = called_function(words)) return *function;
  if (words.tokens.size() == 1 && words.tokens[0].kind == sql::TokenKind::word)
    return support::to_lower(words.tokens[0].text);
  if (sql::same_word(words.tokens[0].text, "CASE")) return "case";
  return anything;
}

std::vector<std::string> column_names(const schema::Index& index) {
  std::vector<std::string> names;
  for (const schema::IndexColumn& column : index.columns)
    names.push_back(column.name.empty() ? expression_name(column.expression) : column.name);
  names.insert(names.end(), index.include.begin(), index.include.end());
  return with_numbers(names);
}

/// The column that a condition is about, when it is about one alone.
std::string only_column(const schema::Table& table, const std::string& condition) {
  const auto names = mentioned_names(condition);
  std::string result;
  for (const schema::Column& column : table.columns) {
    if (!names.contains(column.name)) continue;
    if (!result.empty()) return {};
    result = column.name;
  }
  return result;
}

struct ChosenName {
  const schema::Table& table;
  const IsTaken& is_taken;

  std::string operator()(const schema::PrimaryKey& /*key*/) const { return with({}, "pkey"); }
  std::string operator()(const schema::Unique& unique) const {
    std::vector<std::string> names = unique.columns;
    names.insert(names.end(), unique.include.begin(), unique.include.end());
    return with(joined_columns(with_numbers(names)), "key");
  }
  std::string operator()(const schema::ForeignKey& key) const {
    return with(joined_columns(key.columns), "fkey");
  }
  std::string operator()(const schema::Check& check) const {
    return with(only_column(table, check.condition), "check");
  }
  std::string operator()(const schema::Exclude& exclude) const {
    std::vector<std::string> names;
    for (const schema::ExcludeElement& element : exclude.elements)
      names.push_back(
          element.column.empty() ? expression_name(element.expression) : element.column);
    names.insert(names.end(), exclude.include.begin(), exclude.include.end());
    return with(joined_columns(with_numbers(names)), "excl");
  }

  std::string with(const std::string& columns, const std::string& label) const {
    return free_name(table.name.name, columns, label, is_taken);
  }
};

}  // namespace

std::string chosen_name(
    const schema::Table& table, const schema::Constraint& constraint, const IsTaken& is_taken) {
  return std::visit(ChosenName{table, is_taken}, constraint);
}

std::string chosen_name(
    const schema::Table& table, const schema::Index& index, const IsTaken& is_taken) {
  return free_name(table.name.name, joined_columns(column_names(index)), "idx", is_taken);
}

}  // namespace migrate::dialect::postgresql
