#include "schema/type.hpp"

#include <fmt/format.h>

namespace migrate::schema {
namespace {

std::string arguments(const Type& type) {
  if (type.kind == TypeKind::enumeration || type.kind == TypeKind::verbatim) {
    return type.schema.empty() ? fmt::format(R"("{}")", type.name)
                               : fmt::format(R"("{}", "{}")", type.name, type.schema);
  }
  if (!type.length) return {};
  return type.scale ? fmt::format("{}, {}", *type.length, *type.scale)
                    : std::to_string(*type.length);
}

}  // namespace

std::string_view name(TypeKind kind) {
  switch (kind) {
    case TypeKind::small_integer: return "small_integer";
    case TypeKind::integer: return "integer";
    case TypeKind::big_integer: return "big_integer";
    case TypeKind::numeric: return "numeric";
    case TypeKind::real: return "real";
    case TypeKind::double_precision: return "double_precision";
    case TypeKind::boolean: return "boolean";
    case TypeKind::text: return "text";
    case TypeKind::varchar: return "varchar";
    case TypeKind::character: return "character";
    case TypeKind::date: return "date";
    case TypeKind::time: return "time";
    case TypeKind::time_with_zone: return "time_with_zone";
    case TypeKind::timestamp: return "timestamp";
    case TypeKind::timestamp_with_zone: return "timestamp_with_zone";
    case TypeKind::interval: return "interval";
    case TypeKind::binary: return "binary";
    case TypeKind::uuid: return "uuid";
    case TypeKind::json: return "json";
    case TypeKind::jsonb: return "jsonb";
    case TypeKind::enumeration: return "enumeration";
    case TypeKind::verbatim: return "verbatim";
  }
  return {};
}

std::string describe(const Type& type) {
  std::string result = fmt::format("{}({})", name(type.kind), arguments(type));
  for (int i = 0; i < type.dimensions; ++i)
    result = fmt::format("array({})", result);
  return result;
}

}  // namespace migrate::schema
