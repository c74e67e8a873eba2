#include "dialect/postgresql/catalog_scope.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/postgresql/printing.hpp"
#include "sql/quoting.hpp"

namespace migrate::dialect::postgresql {
namespace {

using sql::quote_literal;

/// A schema by its name; an empty one is the default schema.
std::string schema_literal(const std::string& name) {
  return name.empty() ? std::string(pinned_schema) : quote_literal(name);
}

/// The pattern as LIKE wants it.
std::string like_pattern(std::string_view pattern) {
  std::string text;
  for (const char c : pattern) {
    if (c == '*') {
      text += '%';
    } else if (c == '?') {
      text += '_';
    } else {
      if (c == '%' || c == '_' || c == '\\') text += '\\';
      text += c;
    }
  }
  return quote_literal(text);
}

std::string matches_one(
    const std::vector<std::string>& patterns, std::string_view c, std::string_view n) {
  std::vector<std::string> conditions;
  for (const std::string& pattern : patterns) {
    const bool has_schema = pattern.find('.') != std::string::npos;
    conditions.push_back(fmt::format(
        "{} LIKE {}",
        has_schema ? fmt::format("{}.nspname::text || '.' || {}.relname", n, c)
                   : fmt::format("{}.relname", c),
        like_pattern(pattern)));
  }
  if (conditions.empty()) return "false";
  return fmt::format("({})", fmt::join(conditions, " OR "));
}

}  // namespace

CatalogScope CatalogScope::temporary() {
  return CatalogScope(true);
}

std::string CatalogScope::listed_schema(std::string_view n) const {
  if (is_temporary_) return "false";
  return fmt::format(
      "{} AND {}.nspname <> {} AND {}",
      schema(n),
      n,
      pinned_schema,
      no_extension_member(fmt::format("{}.oid", n), "pg_namespace"));
}

std::string CatalogScope::schema(std::string_view n) const {
  if (is_temporary_) return fmt::format("{}.oid = pg_catalog.pg_my_temp_schema()", n);
  if (filter_.schemas.empty()) return fmt::format("{}.nspname = {}", n, pinned_schema);
  std::vector<std::string> names;
  std::ranges::transform(filter_.schemas, std::back_inserter(names), schema_literal);
  return fmt::format("{}.nspname IN ({})", n, fmt::join(names, ", "));
}

std::string CatalogScope::relation(std::string_view c, std::string_view n) const {
  std::string condition = schema(n);
  if (is_temporary_) return condition;
  condition += fmt::format(" AND {}.relpersistence <> 't'", c);
  condition += " AND " + no_extension_member(fmt::format("{}.oid", c), "pg_class");
  const auto is_everything = [](const std::string& pattern) { return pattern == "*"; };
  if (std::ranges::none_of(filter_.tables, is_everything))
    condition += " AND " + matches_one(filter_.tables, c, n);
  if (!filter_.exclude_tables.empty())
    condition += " AND NOT " + matches_one(filter_.exclude_tables, c, n);
  if (!filter_.version_table.name.empty()) {
    condition += fmt::format(
        " AND NOT ({}.relname = {} AND {}.nspname = {})",
        c,
        quote_literal(filter_.version_table.name),
        n,
        schema_literal(filter_.version_table.schema));
  }
  return condition;
}

std::string CatalogScope::schema_name(std::string_view n) const {
  if (is_temporary_) return "NULL::text";
  return fmt::format("nullif({}.nspname, {})", n, pinned_schema);
}

std::string no_extension_member(std::string_view oid, std::string_view catalog) {
  return fmt::format(
      "{} NOT IN (SELECT e.objid FROM pg_catalog.pg_depend e "
      "WHERE e.refclassid = 'pg_catalog.pg_extension'::regclass "
      "AND e.classid = 'pg_catalog.{}'::regclass AND e.deptype = 'e')",
      oid,
      catalog);
}

}  // namespace migrate::dialect::postgresql
