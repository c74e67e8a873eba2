#include "dialect/sqlite/reading.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/sqlite/catalog.hpp"
#include "dialect/sqlite/expression.hpp"
#include "dialect/sqlite/table_ddl.hpp"
#include "sql/lexer.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

using sql::Token;
using sql::TokenKind;

template <typename Number>
std::optional<Number> number_of(std::string_view text, int base = 10) {
  Number number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, number, base);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  return number;
}

/// The words of a type and what stands in its parentheses.
struct TypeText {
  std::string name{};
  std::vector<std::string> arguments{};
};

bool is_plain_type(std::string_view text) {
  constexpr std::array<std::string_view, 19> reserved{
      "bigint",
      "binary",
      "bit",
      "boolean",
      "char",
      "character",
      "dec",
      "decimal",
      "float",
      "int",
      "integer",
      "interval",
      "national",
      "nchar",
      "numeric",
      "precision",
      "real",
      "smallint",
      "time"};
  constexpr std::array<std::string_view, 2> others{"timestamp", "varchar"};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    const bool is_known = std::ranges::find(reserved, word) != reserved.end() ||
                          std::ranges::find(others, word) != others.end();
    if (!is_known && sql::quote_identifier(word) != word) return false;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

/// A type in quotes is the same without them, where it can stand so.
std::string type_word(const Token& token) {
  std::string word = support::to_lower(unquoted(token.text));
  if (token.kind == TokenKind::word || is_plain_type(word)) return word;
  return fmt::format("\"{}\"", support::replace_all(word, "\"", "\"\""));
}

TypeText type_text_of(std::string_view declared) {
  TypeText result;
  bool is_inside = false;
  for (const Token& token : tokens_of(declared)) {
    if (token.kind == TokenKind::open_parenthesis) {
      is_inside = true;
      result.arguments.emplace_back();
    } else if (!is_inside) {
      result.name += (result.name.empty() ? "" : " ") + type_word(token);
    } else if (token.text == ",") {
      result.arguments.emplace_back();
    } else if (token.kind != TokenKind::close_parenthesis) {
      result.arguments.back() += support::to_lower(token.text);
    }
  }
  return result;
}

struct KnownType {
  std::string_view name;
  TypeKind kind;
  std::size_t most_arguments{0};
};

constexpr std::array<KnownType, 14> known_types{
    KnownType{"smallint", TypeKind::small_integer},
    KnownType{"integer", TypeKind::integer},
    KnownType{"bigint", TypeKind::big_integer},
    KnownType{"numeric", TypeKind::numeric, 2},
    KnownType{"real", TypeKind::real},
    KnownType{"double precision", TypeKind::double_precision},
    KnownType{"boolean", TypeKind::boolean},
    KnownType{"text", TypeKind::text},
    KnownType{"varchar", TypeKind::varchar, 1},
    KnownType{"char", TypeKind::character, 1},
    KnownType{"date", TypeKind::date},
    KnownType{"time", TypeKind::time},
    KnownType{"timestamp", TypeKind::timestamp},
    KnownType{"blob", TypeKind::binary},
};

/// The value of a literal without a sign; nothing for what is none.
std::optional<schema::Value> number_value(std::string_view text, bool is_negative) {
  const std::string lower = support::to_lower(text);
  if (lower.starts_with("0x")) {
    const auto bits = number_of<std::uint64_t>(std::string_view(lower).substr(2), 16);
    if (!bits) return std::nullopt;
    const std::uint64_t value = is_negative ? 0 - *bits : *bits;
    return static_cast<std::int64_t>(value);
  }
  const std::string signed_text = (is_negative ? "-" : "") + lower;
  if (lower.find_first_not_of("0123456789") == std::string::npos) {
    if (const auto value = number_of<std::int64_t>(signed_text)) return *value;
  }
  double value = 0;
  const char* const end = signed_text.data() + signed_text.size();
  const auto [stop, failure] = std::from_chars(signed_text.data(), end, value);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  return value;
}

std::string bytes_of(std::string_view hex) {
  std::string result;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    result += static_cast<char>(number_of<unsigned>(hex.substr(i, 2), 16).value_or(0));
  return result;
}

/// The value of a literal in quotes: 'it''s', x'00ff'.
schema::Value string_value(std::string_view token) {
  if (token.starts_with('\'')) return unquoted(token);
  return schema::Bytes{bytes_of(token.substr(2, token.size() - 3))};
}

schema::Value word_value(const Token& token) {
  const std::string lower = support::to_lower(token.text);
  if (lower == "true" || lower == "false") return lower == "true";
  if (lower == "current_timestamp") return schema::Expression{"CURRENT_TIMESTAMP"};
  if (lower == "current_date") return schema::Expression{"CURRENT_DATE"};
  if (lower == "current_time") return schema::Expression{"CURRENT_TIME"};
  return std::string(token.text);  // a name that is no column's is its own text
}

/// The value of a single token; nothing for what is none.
std::optional<schema::Value> token_value(const Token& token) {
  switch (token.kind) {
    case TokenKind::number: return number_value(token.text, false);
    case TokenKind::string: return string_value(token.text);
    case TokenKind::word: return word_value(token);
    case TokenKind::quoted_identifier: return unquoted(token.text);
    default: return std::nullopt;
  }
}

/// What a text says as a number, if it is one; SQLite tells so for a column of numbers.
std::optional<schema::Value> number_in(const std::string& text) {
  const bool is_negative = text.starts_with('-');
  const std::string_view digits =
      std::string_view(text).substr(is_negative || text.starts_with('+') ? 1 : 0);
  const bool is_decimal = !digits.empty() && digits.front() >= '0' && digits.front() <= '9' &&
                          digits.find_first_not_of("0123456789.eE+-") == std::string_view::npos;
  return is_decimal ? number_value(digits, is_negative) : std::nullopt;
}

/// A column of numbers keeps a whole number as an integer.
schema::Value as_integer_if_whole(double value) {
  constexpr double largest = 9e15;  // up to here a double knows every integer
  if (std::abs(value) > largest || std::trunc(value) != value) return value;
  return static_cast<std::int64_t>(value);
}

struct Stored {
  Affinity affinity;

  bool is_numeric() const { return affinity == Affinity::integer || affinity == Affinity::numeric; }
  schema::Value operator()(bool value) const { return (*this)(std::int64_t{value ? 1 : 0}); }
  schema::Value operator()(std::int64_t value) const {
    if (affinity == Affinity::text) return std::to_string(value);
    if (affinity == Affinity::real) return static_cast<double>(value);
    return value;
  }
  schema::Value operator()(double value) const {
    return is_numeric() ? as_integer_if_whole(value) : schema::Value(value);
  }
  schema::Value operator()(const std::string& value) const {
    if (affinity == Affinity::text || affinity == Affinity::blob) return value;
    const auto number = number_in(value);
    return number ? std::visit(*this, *number) : schema::Value(value);
  }
  template <typename Other>
  schema::Value operator()(const Other& value) const {
    return value;
  }
};

}  // namespace

schema::Type read_type(std::string_view declared) {
  const TypeText text = type_text_of(declared);
  const auto verbatim = [&] {
    std::string words = text.name;
    if (!text.arguments.empty()) words += fmt::format("({})", fmt::join(text.arguments, ", "));
    return schema::Type{.kind = TypeKind::verbatim, .name = std::move(words)};
  };
  const auto known = std::ranges::find(known_types, text.name, &KnownType::name);
  if (known == known_types.end() || text.arguments.size() > known->most_arguments)
    return verbatim();
  schema::Type type{.kind = known->kind};
  if (text.arguments.empty()) return type;
  type.length = number_of<int>(text.arguments.front());
  if (type.kind == TypeKind::numeric)
    type.scale = text.arguments.size() > 1 ? number_of<int>(text.arguments[1]) : 0;
  const bool is_number = type.length.value_or(-1) >= 0 &&
                         (type.kind != TypeKind::numeric || type.scale.value_or(-1) >= 0);
  return is_number ? type : verbatim();
}

std::optional<schema::Value> read_default(std::string_view text) {
  const std::string bare = tidy(text, {});
  const auto tokens = tokens_of(bare);
  if (tokens.size() == 1) {
    if (sql::same_word(tokens[0].text, "null")) return std::nullopt;
    if (auto value = token_value(tokens[0])) return value;
  }
  const bool is_signed = tokens.size() == 2 && tokens[1].kind == TokenKind::number &&
                         (tokens[0].text == "-" || tokens[0].text == "+");
  if (is_signed) {
    if (auto value = number_value(tokens[1].text, tokens[0].text == "-")) return value;
  }
  return schema::Expression{bare};
}

schema::Value stored(const schema::Value& value, Affinity affinity) {
  return std::visit(Stored{affinity}, value);
}

Affinity affinity_of(const schema::Type& type, const schema::Table& table) {
  const std::string text = type_text(type, table.strict ? Typing::strict : Typing::flexible);
  if (table.strict && sql::same_word(text, "any")) return Affinity::blob;
  return affinity_of(text);
}

}  // namespace migrate::dialect::sqlite
