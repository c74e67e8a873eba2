#include "autogenerate/type_change.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "sdk/migrate/types.hpp"

namespace migrate::autogenerate {
namespace {

using schema::Type;

enum class Family { number, text, moment, time, json, other };

Family family(TypeKind kind) {
  switch (kind) {
    case TypeKind::small_integer:
    case TypeKind::integer:
    case TypeKind::big_integer:
    case TypeKind::numeric:
    case TypeKind::real:
    case TypeKind::double_precision: return Family::number;
    case TypeKind::text:
    case TypeKind::varchar:
    case TypeKind::character: return Family::text;
    case TypeKind::date:
    case TypeKind::timestamp:
    case TypeKind::timestamp_with_zone: return Family::moment;
    case TypeKind::time:
    case TypeKind::time_with_zone: return Family::time;
    case TypeKind::json:
    case TypeKind::jsonb: return Family::json;
    case TypeKind::boolean:
    case TypeKind::interval:
    case TypeKind::binary:
    case TypeKind::uuid:
    case TypeKind::enumeration:
    case TypeKind::verbatim: return Family::other;
  }
  return Family::other;
}

/// The words of a type without what stands in parentheses.
std::string_view base(std::string_view words) {
  return words.substr(0, words.find('('));
}

bool is_unlimited_text(const Type& type) {
  const bool is_text = type.kind == TypeKind::text || type.kind == TypeKind::varchar;
  return is_text && !type.length;
}

/// Integers, then binary numbers, each by size.
int place(TypeKind kind) {
  constexpr std::array order{
      TypeKind::small_integer,
      TypeKind::integer,
      TypeKind::big_integer,
      TypeKind::real,
      TypeKind::double_precision};
  return static_cast<int>(std::ranges::find(order, kind) - order.begin());
}

bool is_integer(TypeKind kind) {
  return place(kind) <= place(TypeKind::big_integer);
}

bool holds_numbers(const Type& from, const Type& to) {
  if (to.kind == TypeKind::numeric) {
    if (!to.length) return from.kind == TypeKind::numeric || is_integer(from.kind);
    if (from.kind != TypeKind::numeric || !from.length) return false;
    const int scale = to.scale.value_or(0);
    const int old_scale = from.scale.value_or(0);
    return scale >= old_scale && *to.length - scale >= *from.length - old_scale;
  }
  if (from.kind == TypeKind::numeric) return false;
  if (from.kind == TypeKind::big_integer && !is_integer(to.kind)) return false;
  if (from.kind == TypeKind::integer && to.kind == TypeKind::real) return false;
  return place(from.kind) <= place(to.kind);
}

bool holds_texts(const Type& from, const Type& to) {
  if (is_unlimited_text(to)) return true;
  return from.length && to.length && *from.length <= *to.length;
}

/// Digits of a second; all of them when nothing is said.
int precision(const Type& type) {
  constexpr int all = 6;
  return type.length.value_or(all);
}

bool holds_moments(const Type& from, const Type& to) {
  if (to.kind == TypeKind::date) return from.kind == TypeKind::date;
  if (from.kind == TypeKind::date) return to.kind == TypeKind::timestamp;
  return from.kind == to.kind && precision(from) <= precision(to);
}

}  // namespace

bool is_other_type(const Type& from, const Type& to) {
  return from.kind != to.kind || from.dimensions != to.dimensions || from.schema != to.schema ||
         base(from.name) != base(to.name);
}

bool is_same_family(const Type& from, const Type& to) {
  if (!is_other_type(from, to)) return true;
  if (from.dimensions != to.dimensions) return false;
  const Family one = family(from.kind);
  return one != Family::other && one == family(to.kind);
}

bool needs_text(const Type& from, const Type& to) {
  if (is_same_family(from, to)) return false;
  const bool becomes_text = family(to.kind) == Family::text && from.dimensions == to.dimensions;
  return !becomes_text;
}

std::optional<RiskKind> risk_of(const Type& from, const Type& to) {
  if (is_unlimited_text(to) && to.dimensions == from.dimensions) return std::nullopt;
  if (!is_same_family(from, to)) return RiskKind::type_conversion;
  const auto unless = [](bool holds) -> std::optional<RiskKind> {
    return holds ? std::nullopt : std::optional(RiskKind::narrower_type);
  };
  switch (family(to.kind)) {
    case Family::number: return unless(holds_numbers(from, to));
    case Family::text: return unless(holds_texts(from, to));
    case Family::moment: return unless(holds_moments(from, to));
    case Family::time: return unless(from.kind == to.kind && precision(from) <= precision(to));
    case Family::json: return std::nullopt;
    case Family::other: return unless(from == to || to.name == base(to.name));
  }
  return std::nullopt;
}

}  // namespace migrate::autogenerate
