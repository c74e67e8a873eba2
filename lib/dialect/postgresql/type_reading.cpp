#include "dialect/postgresql/type_reading.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace migrate::dialect::postgresql {
namespace {

enum class Arguments { none, optional, required };

struct KnownType {
  std::string_view words{};  // as printed, without arguments
  TypeKind kind{};
  Arguments arguments{Arguments::none};
};

constexpr std::array known_types{
    KnownType{"smallint", TypeKind::small_integer},
    KnownType{"integer", TypeKind::integer},
    KnownType{"bigint", TypeKind::big_integer},
    KnownType{"numeric", TypeKind::numeric, Arguments::optional},
    KnownType{"real", TypeKind::real},
    KnownType{"double precision", TypeKind::double_precision},
    KnownType{"boolean", TypeKind::boolean},
    KnownType{"text", TypeKind::text},
    KnownType{"character varying", TypeKind::varchar, Arguments::optional},
    KnownType{"character", TypeKind::character, Arguments::required},
    KnownType{"date", TypeKind::date},
    KnownType{"time without time zone", TypeKind::time, Arguments::optional},
    KnownType{"time with time zone", TypeKind::time_with_zone, Arguments::optional},
    KnownType{"timestamp without time zone", TypeKind::timestamp, Arguments::optional},
    KnownType{"timestamp with time zone", TypeKind::timestamp_with_zone, Arguments::optional},
    KnownType{"interval", TypeKind::interval},
    KnownType{"bytea", TypeKind::binary},
    KnownType{"uuid", TypeKind::uuid},
    KnownType{"json", TypeKind::json},
    KnownType{"jsonb", TypeKind::jsonb},
};

struct Parts {
  std::string words{};
  std::string_view arguments{};  // what stands in the parentheses
};

/// Nothing in quotes has arguments that are ours to read.
Parts parts_of(std::string_view printed) {
  const std::size_t open = printed.find('(');
  const std::size_t close = printed.find(')', open);
  if (open == std::string_view::npos || close == std::string_view::npos) {
    return {.words = std::string(printed)};
  }
  return {
      .words = std::string(printed.substr(0, open)) + std::string(printed.substr(close + 1)),
      .arguments = printed.substr(open + 1, close - open - 1)};
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<schema::Type> read_known(std::string_view printed) {
  const Parts parts = parts_of(printed);
  const auto* const known = std::ranges::find_if(
      known_types, [&](const KnownType& one) { return one.words == parts.words; });
  if (known == known_types.end()) return std::nullopt;
  if (parts.arguments.empty()) {
    if (known->arguments == Arguments::required) return std::nullopt;
    return schema::Type{.kind = known->kind};
  }
  if (known->arguments == Arguments::none) return std::nullopt;
  const std::size_t comma = parts.arguments.find(',');
  const auto length = number(parts.arguments.substr(0, comma));
  const auto scale =
      comma == std::string_view::npos ? std::nullopt : number(parts.arguments.substr(comma + 1));
  if (!length || scale.has_value() != (known->kind == TypeKind::numeric)) return std::nullopt;
  return schema::Type{.kind = known->kind, .length = length, .scale = scale};
}

}  // namespace

schema::Type read_type(std::string_view printed) {
  constexpr std::string_view array = "[]";
  const bool is_array = printed.ends_with(array);
  const std::string_view item =
      is_array ? printed.substr(0, printed.size() - array.size()) : printed;
  schema::Type type = read_known(item).value_or(
      schema::Type{.kind = TypeKind::verbatim, .name = std::string(item)});
  if (is_array) type.dimensions = 1;
  return type;
}

std::string without_arguments(std::string_view printed) {
  return parts_of(printed).words;
}

}  // namespace migrate::dialect::postgresql
