#include <cmath>

#include <fmt/format.h>

#include "dialect/ansi_ddl.hpp"
#include "dialect/sqlite/ddl_compiler.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::dialect::sqlite {
namespace {

std::string number(double value) {
  if (std::isnan(value)) return "NULL";  // SQLite keeps no NaN: it becomes NULL
  if (std::isinf(value)) return value < 0 ? "-9e999" : "9e999";
  return ansi::real_text(value);
}

struct Literal {
  std::string operator()(const schema::Null& /*null*/) const { return "NULL"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return number(value); }
  std::string operator()(const std::string& value) const { return sql::quote_literal(value); }
  std::string operator()(const schema::Bytes& value) const {
    return fmt::format("x'{}'", support::hex(value.data));
  }
  std::string operator()(const schema::Expression& value) const { return value.text; }
};

}  // namespace

// A declared type gives a column its affinity (Datatypes In SQLite, section 3.1). Words that SQLite
// does not know, such as uuid and json, would make it numeric, and a text that looks like a number
// would become one: hence text.
std::string spell(const schema::Type& type) {
  if (type.dimensions > 0) {
    throw Error(
        ErrorCode::unsupported,
        fmt::format("SQLite has no arrays: {}", schema::describe(type)),
        "use json(), or a table of its own");
  }
  switch (type.kind) {
    case TypeKind::small_integer: return "smallint";
    case TypeKind::integer: return "integer";
    case TypeKind::big_integer: return "bigint";
    case TypeKind::numeric: return ansi::numeric_text(type);
    case TypeKind::real: return "real";
    case TypeKind::double_precision: return "double precision";
    case TypeKind::boolean: return "boolean";
    case TypeKind::text: return "text";
    case TypeKind::varchar: return ansi::with_length("varchar", type);
    case TypeKind::character: return ansi::with_length("char", type);
    case TypeKind::date: return "date";
    case TypeKind::time:
    case TypeKind::time_with_zone: return "time";
    case TypeKind::timestamp:
    case TypeKind::timestamp_with_zone: return "timestamp";
    case TypeKind::binary: return "blob";
    case TypeKind::interval:
    case TypeKind::uuid:
    case TypeKind::json:
    case TypeKind::jsonb:
    case TypeKind::enumeration: return "text";
    case TypeKind::verbatim: return type.name;
  }
  return {};
}

std::string literal(const schema::Value& value) {
  return std::visit(Literal{}, value);
}

}  // namespace migrate::dialect::sqlite
