#include "dialect/postgresql/default_reading.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include "dialect/ansi_ddl.hpp"
#include "dialect/postgresql/type_reading.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// A literal as the server prints it: 5, 'x'::text, NULL::text.
struct Literal {
  std::string text{};       // without quotes
  std::string_view type{};  // behind `::`
  bool is_quoted{false};
};

/// 'it''s'::text, the whole of it.
std::optional<Literal> read_quoted(std::string_view printed) {
  std::string text;
  std::size_t i = 1;
  for (; i < printed.size(); ++i) {
    if (printed[i] != '\'') {
      text += printed[i];
    } else if (printed.substr(i + 1).starts_with('\'')) {
      text += printed[i++];
    } else {
      break;
    }
  }
  const std::string_view behind = printed.substr(std::min(i + 1, printed.size()));
  constexpr std::string_view cast = "::";
  if (!behind.starts_with(cast)) return std::nullopt;
  return Literal{.text = std::move(text), .type = behind.substr(cast.size()), .is_quoted = true};
}

std::optional<Literal> read_literal(std::string_view printed) {
  if (printed.starts_with('\'')) return read_quoted(printed);
  constexpr std::string_view number = "+-.0123456789eE";
  if (printed.find_first_not_of(number) != std::string_view::npos) return std::nullopt;
  return Literal{.text = std::string(printed)};
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> real_number(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

/// The type with which the server prints a number that is written plainly: none for 5, "integer"
/// for -5, "bigint" for 5000000000.
std::string_view usual_type(std::string_view number) {
  const bool is_negative = number.starts_with('-');
  if (const auto whole = whole_number(number)) {
    const bool is_small = *whole >= std::numeric_limits<std::int32_t>::min() &&
                          *whole <= std::numeric_limits<std::int32_t>::max();
    return !is_small ? "bigint" : is_negative ? "integer" : "";
  }
  const bool is_fraction = number.find_first_of(".eE") != std::string_view::npos;
  return is_fraction && !is_negative ? "" : "numeric";
}

/// Of a literal that is no plain number, '5'::bigint, nothing: a plain one would be printed
/// otherwise.
std::optional<schema::Value> read_number(const Literal& literal, TypeKind kind) {
  if (literal.is_quoted && literal.type != usual_type(literal.text)) return std::nullopt;
  if (kind == TypeKind::real || kind == TypeKind::double_precision) {
    return real_number(literal.text);
  }
  if (const auto whole = whole_number(literal.text)) return *whole;
  const auto real = real_number(literal.text);
  const bool is_same = real && ansi::real_text(*real) == literal.text;
  if (kind == TypeKind::numeric && is_same) return *real;
  return std::nullopt;
}

/// A number as the server prints the plain literal, whatever the column's type.
std::optional<schema::Value> read_plain_number(const Literal& literal) {
  const auto whole = whole_number(literal.text);
  if (!whole || literal.type != usual_type(literal.text)) return std::nullopt;
  return *whole;
}

/// Whether the literal's type is the column's. Some are printed otherwise in an expression than by
/// themselves.
bool has_type(const Literal& literal, std::string_view printed_type, const schema::Type& type) {
  if (literal.type == printed_type) return true;
  const std::string words = without_arguments(printed_type);
  if (type.kind == TypeKind::character)
    return literal.type == (type.dimensions == 0 ? "bpchar" : "bpchar[]");
  return literal.type == words || literal.type == "\"" + words + "\"";
}

std::optional<schema::Value> read_bytes(std::string_view printed) {
  constexpr std::string_view begin = "decode('";
  constexpr std::string_view end = "'::text, 'hex'::text)";
  if (!printed.starts_with(begin) || !printed.ends_with(end)) return std::nullopt;
  if (printed.size() < begin.size() + end.size()) return std::nullopt;
  const std::string_view digits =
      printed.substr(begin.size(), printed.size() - begin.size() - end.size());
  constexpr int sixteen = 16;
  schema::Bytes bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    unsigned char byte = 0;
    const char* const first = digits.data() + i;
    const char* const last = digits.data() + std::min(i + 2, digits.size());
    const auto [stop, failure] = std::from_chars(first, last, byte, sixteen);
    if (failure != std::errc{} || stop != first + 2) return std::nullopt;
    bytes.data += static_cast<char>(byte);
  }
  return bytes;
}

bool is_numeric(const schema::Type& type) {
  constexpr std::array kinds{
      TypeKind::small_integer,
      TypeKind::integer,
      TypeKind::big_integer,
      TypeKind::numeric,
      TypeKind::real,
      TypeKind::double_precision};
  return type.dimensions == 0 && std::ranges::find(kinds, type.kind) != kinds.end();
}

bool is_null(std::string_view printed) {
  constexpr std::string_view typed = "NULL::";
  return printed == "NULL" ||
         (printed.starts_with(typed) && printed.find_first_of("(:'", typed.size()) == printed.npos);
}

std::optional<schema::Value> read_value(
    std::string_view printed, std::string_view printed_type, const schema::Type& type) {
  if (is_null(printed)) return schema::Null{};
  if (printed == "true" || printed == "false") return printed == "true";
  if (type.kind == TypeKind::binary && printed.starts_with("decode")) return read_bytes(printed);
  const auto literal = read_literal(printed);
  if (!literal) return std::nullopt;
  if (is_numeric(type)) return read_number(*literal, type.kind);
  if (literal->is_quoted && has_type(*literal, printed_type, type)) return literal->text;
  return type.kind == TypeKind::verbatim ? read_plain_number(*literal) : std::nullopt;
}

}  // namespace

schema::Value read_default(
    std::string_view printed, std::string_view printed_type, const schema::Type& type) {
  return read_value(printed, printed_type, type).value_or(schema::Expression{std::string(printed)});
}

}  // namespace migrate::dialect::postgresql
