#include "dialect/postgresql/default_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "dialect/ansi_ddl.hpp"
#include "dialect/postgresql/ddl_compiler.hpp"
#include "dialect/postgresql/default_reading.hpp"
#include "dialect/postgresql/expression_text.hpp"
#include "dialect/postgresql/printing.hpp"
#include "dialect/postgresql/syntax.hpp"
#include "dialect/postgresql/type_words.hpp"
#include "sql/lexer.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

using schema::Expression;
using schema::Null;
using schema::Value;

/// A decimal number: 0.digits times ten to the power, without zeros at the ends.
struct Decimal {
  bool is_negative{false};
  std::string digits{};
  int power{0};
};

std::optional<int> small_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Takes the digits at the front.
std::string take_digits(std::string_view& text) {
  const std::size_t size = std::min(text.find_first_not_of("0123456789"), text.size());
  std::string digits(text.substr(0, size));
  text.remove_prefix(size);
  return digits;
}

std::optional<Decimal> read_decimal(std::string_view text) {
  text = support::trim(text);
  Decimal number;
  if (text.starts_with('-') || text.starts_with('+')) {
    number.is_negative = text.front() == '-';
    text.remove_prefix(1);
  }
  number.digits = take_digits(text);
  number.power = static_cast<int>(number.digits.size());
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    number.digits += take_digits(text);
  }
  if (number.digits.empty()) return std::nullopt;
  if (text.starts_with('e') || text.starts_with('E')) {
    constexpr int most = 1000;
    const auto power = small_number(text.substr(1));
    if (!power || std::abs(*power) > most) return std::nullopt;
    number.power += *power;
    text = {};
  }
  if (!text.empty()) return std::nullopt;
  const std::size_t first = std::min(number.digits.find_first_not_of('0'), number.digits.size());
  number.digits.erase(0, first);
  number.power -= static_cast<int>(first);
  while (number.digits.ends_with('0'))
    number.digits.pop_back();
  return number.digits.empty() ? Decimal{} : number;
}

std::optional<std::int64_t> whole(const Decimal& number) {
  constexpr int most_digits = 19;
  const auto size = static_cast<int>(number.digits.size());
  if (number.digits.empty()) return 0;
  if (number.power < size || number.power > most_digits) return std::nullopt;
  const std::string text = (number.is_negative ? "-" : "") + number.digits +
                           std::string(static_cast<std::size_t>(number.power - size), '0');
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// All its digits.
std::string decimal_text(const Decimal& number) {
  const auto size = static_cast<int>(number.digits.size());
  std::string text = number.digits;
  if (number.power <= 0) {
    text = "0." + std::string(static_cast<std::size_t>(-number.power), '0') + text;
  } else if (number.power < size) {
    text.insert(static_cast<std::size_t>(number.power), ".");
  } else {
    text += std::string(static_cast<std::size_t>(number.power - size), '0');
  }
  return (number.is_negative ? "-" : "") + text;
}

std::optional<double> real_number(const std::string& text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

/// A literal, and the words of the type that it is cast to.
struct CastLiteral {
  std::string text{};
  bool is_quoted{false};
  std::string_view words{};  // empty: it is not cast
};

/// The expression that is a literal and nothing else: 5, -5, 'x', 'x'::text. Signs stand in front
/// of numbers only.
std::optional<CastLiteral> read_literal(std::string_view expression) {
  if (read_decimal(expression)) return CastLiteral{.text = std::string(support::trim(expression))};
  sql::Lexer lexer(expression, syntax());
  const sql::Token token = lexer.next();
  const bool is_quoted = token.kind == sql::TokenKind::string && token.text.starts_with('\'');
  if (!is_quoted && token.kind != sql::TokenKind::number) return std::nullopt;
  CastLiteral literal{.text = std::string(token.text), .is_quoted = is_quoted};
  if (is_quoted) {
    const std::string_view inner = token.text.substr(1, token.text.size() - 2);
    literal.text = support::replace_all(std::string(inner), "''", "'");
  }
  std::string_view rest = support::trim(expression.substr(lexer.offset()));
  if (rest.empty()) return literal;
  constexpr std::string_view cast = "::";
  if (!rest.starts_with(cast)) return std::nullopt;
  literal.words = support::trim(rest.substr(cast.size()));
  return literal;
}

bool is_integer(TypeKind kind) {
  return kind == TypeKind::small_integer || kind == TypeKind::integer ||
         kind == TypeKind::big_integer;
}

bool is_real(TypeKind kind) {
  return kind == TypeKind::real || kind == TypeKind::double_precision;
}

/// Whether values of the type are kept as they are written.
bool is_text(const schema::Type& type) {
  return type.dimensions == 0 && (type.kind == TypeKind::text || type.kind == TypeKind::varchar);
}

/// Whether the literal means the same without its cast, in a column of this type. A length would
/// cut or round it, and so would another type.
bool is_cast_idle(const CastLiteral& literal, const schema::Type& type) {
  if (literal.words.empty()) return true;
  const auto cast = read_type_words(literal.words);
  if (!cast || cast->length || cast->dimensions > 0 || type.dimensions > 0) return false;
  if (cast->kind == TypeKind::character) return false;
  if (cast->kind == type.kind || (is_text(*cast) && is_text(type))) return true;
  const auto number = read_decimal(literal.text);
  // It is read as decimal digits, cast or not.
  if (number && cast->kind == TypeKind::numeric && is_real(type.kind)) return true;
  return number && whole(*number) && is_integer(cast->kind) &&
         (is_integer(type.kind) || type.kind == TypeKind::numeric || is_real(type.kind));
}

/// The text of the number that the value is. Nothing for what is none.
std::optional<std::string> number_text(const Value& value) {
  if (const auto* const text = std::get_if<std::string>(&value)) return *text;
  if (std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value))
    return literal(value);
  const auto* const expression = std::get_if<Expression>(&value);
  if (expression == nullptr) return std::nullopt;
  return read_decimal(expression->text) ? std::optional(expression->text) : std::nullopt;
}

bool is_number(const schema::Type& type) {
  constexpr std::array kinds{
      TypeKind::small_integer,
      TypeKind::integer,
      TypeKind::big_integer,
      TypeKind::numeric,
      TypeKind::real,
      TypeKind::double_precision};
  return type.dimensions == 0 && std::ranges::find(kinds, type.kind) != kinds.end();
}

/// What is no number, in the words of the server: NaN is not even equal to itself.
std::optional<std::string> limit_text(const Value& value) {
  const auto* const number = std::get_if<double>(&value);
  if (number == nullptr || std::isfinite(*number)) return std::nullopt;
  if (std::isnan(*number)) return "NaN";
  return *number < 0 ? "-Infinity" : "Infinity";
}

/// A number as a column of this type keeps it; the value as it is when it is none.
Value canonical_number(const Value& value, TypeKind kind) {
  if (auto limit = limit_text(value)) return *std::move(limit);
  const auto text = number_text(value);
  const auto number = text ? read_decimal(*text) : std::nullopt;
  if (!number) return value;
  const std::string digits = decimal_text(*number);
  const auto real = real_number(digits);
  if (is_real(kind)) return real ? Value(*real) : value;
  if (const auto integer = whole(*number)) return *integer;
  if (kind != TypeKind::numeric) return value;
  if (real && ansi::real_text(*real) == digits) return *real;
  return Expression{digits};
}

/// What the server reads as a boolean: true, yes, on, 1 and their opposites, shortened as far as it
/// is clear which one is meant.
std::optional<bool> read_boolean(std::string_view text) {
  const std::string word = support::to_lower(support::trim(text));
  if (word.empty()) return std::nullopt;
  const auto begins = [&](std::string_view full, std::size_t least) {
    return word.size() >= least && full.starts_with(word);
  };
  constexpr std::size_t two = 2;
  if (begins("true", 1) || begins("yes", 1) || word == "on" || word == "1") return true;
  if (begins("false", 1) || begins("no", 1) || begins("off", two) || word == "0") return false;
  return std::nullopt;
}

Value canonical_boolean(const Value& value) {
  std::string text;
  if (const auto* const words = std::get_if<std::string>(&value)) text = *words;
  if (const auto* const expression = std::get_if<Expression>(&value)) {
    text = support::to_lower(without_outer_parentheses(expression->text));
    if (text != "true" && text != "false") return value;
  }
  const auto result = read_boolean(text);
  return result ? Value(*result) : value;
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  constexpr int ten = 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + ten;
  if (c >= 'A' && c <= 'F') return c - 'A' + ten;
  return std::nullopt;
}

Value canonical_bytes(const Value& value) {
  const auto* const text = std::get_if<std::string>(&value);
  if (text == nullptr || !text->starts_with(R"(\x)") || text->size() % 2 != 0) return value;
  schema::Bytes bytes;
  constexpr int sixteen = 16;
  for (std::size_t i = 2; i < text->size(); i += 2) {
    const auto high = hex_digit((*text)[i]);
    const auto low = hex_digit((*text)[i + 1]);
    if (!high || !low) return value;
    bytes.data += static_cast<char>(*high * sixteen + *low);
  }
  return bytes;
}

/// A whole number, or a truth, in a text is its digits, or its word.
Value canonical_text(const Value& value) {
  if (const auto* const integer = std::get_if<std::int64_t>(&value))
    return std::to_string(*integer);
  if (const auto* const truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  const auto* const expression = std::get_if<Expression>(&value);
  if (expression == nullptr) return value;
  const auto number = read_decimal(expression->text);
  const auto integer = number ? whole(*number) : std::nullopt;
  const bool is_plain = integer && std::to_string(*integer) == expression->text;
  return is_plain ? Value(expression->text) : value;
}

Value without_wrapping(const Value& value, const schema::Type& type) {
  const auto* const expression = std::get_if<Expression>(&value);
  if (expression == nullptr) return value;
  const std::string text = without_outer_parentheses(without_comments(expression->text));
  if (folded_expression(text) == "null") return Null{};
  const auto plain = read_literal(text);
  if (plain && is_cast_idle(*plain, type))
    return plain->is_quoted ? Value(plain->text) : Value(Expression{plain->text});
  if (is_transaction_time(text)) return Expression{"now()"};
  return Expression{text};
}

}  // namespace

std::optional<schema::Value> canonical_default(
    const std::optional<schema::Value>& value, const schema::Type& type) {
  if (!value) return std::nullopt;
  const Value plain = without_wrapping(*value, type);
  if (std::holds_alternative<Null>(plain)) return std::nullopt;
  if (is_number(type)) return canonical_number(plain, type.kind);
  if (is_text(type)) return canonical_text(plain);
  if (type.dimensions > 0) return plain;
  if (type.kind == TypeKind::boolean) return canonical_boolean(plain);
  if (type.kind == TypeKind::binary) return canonical_bytes(plain);
  return plain;
}

}  // namespace migrate::dialect::postgresql
