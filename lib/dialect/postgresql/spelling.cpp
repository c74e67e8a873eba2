#include <cmath>

#include <fmt/format.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/postgresql/ddl_compiler.hpp"
#include "sql/quoting.hpp"
#include "support/text.hpp"

namespace migrate::dialect::postgresql {
namespace {

std::string with_zone(std::string_view name, const schema::Type& type) {
  return ansi::with_length(name, type) + " with time zone";
}

std::string element_type(const schema::Type& type) {
  switch (type.kind) {
    case TypeKind::small_integer: return "smallint";
    case TypeKind::integer: return "integer";
    case TypeKind::big_integer: return "bigint";
    case TypeKind::numeric: return ansi::numeric_text(type);
    case TypeKind::real: return "real";
    case TypeKind::double_precision: return "double precision";
    case TypeKind::boolean: return "boolean";
    case TypeKind::text: return "text";
    case TypeKind::varchar:
      return type.length == 0 ? "varchar" : ansi::with_length("varchar", type);
    case TypeKind::character: return ansi::with_length("char", type);
    case TypeKind::date: return "date";
    case TypeKind::time: return ansi::with_length("time", type);
    case TypeKind::time_with_zone: return with_zone("time", type);
    case TypeKind::timestamp: return ansi::with_length("timestamp", type);
    case TypeKind::timestamp_with_zone: return with_zone("timestamp", type);
    case TypeKind::interval: return "interval";
    case TypeKind::binary: return "bytea";
    case TypeKind::uuid: return "uuid";
    case TypeKind::json: return "json";
    case TypeKind::jsonb: return "jsonb";
    case TypeKind::enumeration: return sql::qualified_name(type.schema, type.name);
    case TypeKind::verbatim: return type.name;
  }
  return {};
}

std::string number(double value) {
  if (std::isnan(value)) return "'NaN'::double precision";
  if (std::isinf(value))
    return value < 0 ? "'-Infinity'::double precision" : "'Infinity'::double precision";
  return ansi::real_text(value);
}

/// A backslash means itself in '...' only while standard_conforming_strings is on; in E'...' it is
/// always doubled.
std::string text(const std::string& value) {
  if (value.find('\\') == std::string::npos) return sql::quote_literal(value);
  return "E" + sql::quote_literal(support::replace_all(value, "\\", "\\\\"));
}

struct Literal {
  std::string operator()(const schema::Null& /*null*/) const { return "NULL"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return number(value); }
  std::string operator()(const std::string& value) const { return text(value); }
  std::string operator()(const schema::Bytes& value) const {
    return fmt::format("decode('{}', 'hex')", support::hex(value.data));
  }
  std::string operator()(const schema::Expression& value) const { return value.text; }
};

}  // namespace

std::string spell(const schema::Type& type) {
  std::string text = element_type(type);
  for (int i = 0; i < type.dimensions; ++i)
    text += "[]";
  return text;
}

std::string literal(const schema::Value& value) {
  return std::visit(Literal{}, value);
}

}  // namespace migrate::dialect::postgresql
