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

/// Whether the schema with this oid has one of the names. The array is made once; to join the
/// schemas instead would make the server expect too few rows.
std::string is_one_of(std::string_view oid, const std::vector<std::string>& names) {
  return fmt::format(
      "{} = ANY (ARRAY(SELECT z.oid FROM pg_catalog.pg_namespace z WHERE z.nspname IN ({})))",
      oid,
      fmt::join(names, ", "));
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

/// "schema.name" of a row of pg_class.
std::string full_name(std::string_view c) {
  return fmt::format(
      "(SELECT z.nspname FROM pg_catalog.pg_namespace z WHERE z.oid = {0}.relnamespace)::text "
      "|| '.' || {0}.relname",
      c);
}

std::string matches_one(const std::vector<std::string>& patterns, std::string_view c) {
  std::vector<std::string> conditions;
  for (const std::string& pattern : patterns) {
    const bool has_schema = pattern.find('.') != std::string::npos;
    conditions.push_back(fmt::format(
        "{} LIKE {}",
        has_schema ? full_name(c) : fmt::format("{}.relname", c),
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
  const std::string oid = fmt::format("{}.oid", n);
  return fmt::format(
      "{} AND {}.nspname <> {} AND {}",
      schema(oid),
      n,
      pinned_schema,
      no_extension_member(oid, "pg_namespace"));
}

std::string CatalogScope::schema(std::string_view oid) const {
  if (is_temporary_) return fmt::format("{} = pg_catalog.pg_my_temp_schema()", oid);
  if (filter_.schemas.empty()) return is_one_of(oid, {schema_literal("")});
  std::vector<std::string> names;
  std::ranges::transform(filter_.schemas, std::back_inserter(names), schema_literal);
  return is_one_of(oid, names);
}

std::string CatalogScope::relation(std::string_view c) const {
  std::string condition = schema(fmt::format("{}.relnamespace", c));
  if (is_temporary_) return condition;
  condition += fmt::format(" AND {}.relpersistence <> 't'", c);
  condition += " AND " + no_extension_member(fmt::format("{}.oid", c), "pg_class");
  const auto is_everything = [](const std::string& pattern) { return pattern == "*"; };
  if (std::ranges::none_of(filter_.tables, is_everything))
    condition += " AND " + matches_one(filter_.tables, c);
  if (!filter_.exclude_tables.empty())
    condition += " AND NOT " + matches_one(filter_.exclude_tables, c);
  const schema::Name& version_table = filter_.version_table;
  if (!version_table.name.empty()) {
    condition += fmt::format(
        " AND NOT ({}.relname = {} AND {})",
        c,
        quote_literal(version_table.name),
        is_one_of(fmt::format("{}.relnamespace", c), {schema_literal(version_table.schema)}));
  }
  return condition;
}

std::string CatalogScope::everything() const {
  const bool is_all = std::ranges::any_of(
      filter_.tables, [](const std::string& pattern) { return pattern == "*"; });
  return is_all ? "true" : "false";
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
