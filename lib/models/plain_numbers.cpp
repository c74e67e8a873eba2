#include "models/plain_numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>

namespace migrate::models {
namespace {

constexpr std::array number_kinds{
    TypeKind::small_integer,
    TypeKind::integer,
    TypeKind::big_integer,
    TypeKind::numeric,
    TypeKind::real,
    TypeKind::double_precision};

template <typename Number>
std::optional<Number> read(std::string_view text) {
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// What stands in quotes before a cast to a type without arguments.
std::string_view quoted_text(std::string_view expression) {
  constexpr std::string_view cast = "'::";
  const std::size_t end = expression.find(cast, 1);
  if (!expression.starts_with('\'') || end == std::string_view::npos) return {};
  const std::string_view type = expression.substr(end + cast.size());
  constexpr std::array<std::string_view, 6> types{
      "smallint", "integer", "bigint", "numeric", "real", "double precision"};
  if (std::ranges::find(types, type) == types.end()) return {};
  return expression.substr(1, end - 1);
}

/// The number that the expression is; nothing where it is another expression, or is written with
/// more digits than a number keeps.
std::optional<schema::Value> plain_number(std::string_view expression) {
  const std::string_view text = quoted_text(expression);
  if (const auto whole = read<std::int64_t>(text)) return *whole;
  constexpr std::size_t most_digits = 15;
  if (text.size() > most_digits || text.ends_with('0')) return std::nullopt;
  const auto real = read<double>(text);
  if (!real || !std::isfinite(*real)) return std::nullopt;
  return *real;
}

void make_plain(schema::Column& column) {
  const bool is_number = column.type.dimensions == 0 &&
                         std::ranges::find(number_kinds, column.type.kind) != number_kinds.end();
  if (!is_number || !column.server_default) return;
  const auto* const expression = std::get_if<schema::Expression>(&*column.server_default);
  if (expression == nullptr) return;
  if (const auto number = plain_number(expression->text)) column.server_default = *number;
}

}  // namespace

schema::MetaData with_plain_numbers(schema::MetaData metadata) {
  for (schema::Table& table : metadata.tables)
    std::ranges::for_each(table.columns, make_plain);
  return metadata;
}

}  // namespace migrate::models
