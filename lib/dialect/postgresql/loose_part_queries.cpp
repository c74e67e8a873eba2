#include <string>
#include <string_view>

#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// What one statement says of a thing, and takes back: that a sequence is not logged, that something
// goes when an extension does.
namespace migrate::dialect::postgresql {
namespace {

/// Those that a column owns are logged as their table is, from when they are made.
std::string unlogged_query(const CatalogScope& scope) {
  constexpr std::string_view set =
      "pg_catalog.format('ALTER SEQUENCE %s SET UNLOGGED', c.oid::regclass)";
  return select_text({
      .kind = "logging",
      .name = "'of sequence ' || c.oid::regclass",
      .host = "c.tableoid, c.oid, 0",
      .definition = set,
      .drop = "pg_catalog.format('ALTER SEQUENCE %s SET LOGGED', c.oid::regclass)",
      .from = fmt::format(
          "FROM pg_catalog.pg_class c WHERE c.relkind = 'S' AND c.relpersistence = 'u' AND NOT "
          "EXISTS (SELECT FROM pg_catalog.pg_depend o WHERE o.classid = c.tableoid AND o.objid = "
          "c.oid AND o.refclassid = c.tableoid AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')) "
          "AND {}",
          scope.relation("c")),
  });
}

/// A function p, a trigger t, a materialized view or an index x, which may be one of a table c.
constexpr std::string_view noun =
    "CASE WHEN p.prokind = 'p' THEN 'procedure' WHEN p.oid IS NOT NULL THEN 'function' WHEN t.oid "
    "IS NOT NULL THEN 'trigger' WHEN x.relkind = 'm' THEN 'materialized view' ELSE 'index' END";

constexpr std::string_view name =
    "CASE WHEN p.oid IS NOT NULL THEN p.oid::regprocedure::text WHEN t.oid IS NOT NULL THEN "
    "pg_catalog.format('%I ON %s', t.tgname, t.tgrelid::regclass) ELSE x.oid::regclass::text END";

std::string extension_dependency_query(const CatalogScope& scope) {
  const auto alter = [](std::string_view verb) {
    return fmt::format(
        "pg_catalog.format('ALTER %s %s {} ON EXTENSION %I', pg_catalog.upper({}), {}, e.extname)",
        verb,
        noun,
        name);
  };
  return select_text({
      .kind = "dependency",
      .name = fmt::format("pg_catalog.format('of %s %s on %I', {}, {}, e.extname)", noun, name),
      .host = "CASE WHEN c.oid IS NULL THEN d.classid ELSE c.tableoid END, coalesce(c.oid, "
              "d.objid), 0",
      .host_part = "CASE WHEN c.oid IS NOT NULL THEN 'i' END, x.relname",
      .needs = "e.tableoid, e.oid, 0",
      .definition = alter("DEPENDS"),
      .drop = alter("NO DEPENDS"),
      .from = fmt::format(
          "FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_depend d ON d.refclassid = e.tableoid "
          "AND d.refobjid = e.oid AND d.deptype = 'x' LEFT JOIN pg_catalog.pg_proc p ON d.classid "
          "= 'pg_catalog.pg_proc'::regclass AND p.oid = d.objid LEFT JOIN pg_catalog.pg_trigger t "
          "ON d.classid = 'pg_catalog.pg_trigger'::regclass AND t.oid = d.objid LEFT JOIN "
          "pg_catalog.pg_class x ON x.oid = CASE WHEN t.oid IS NOT NULL THEN t.tgrelid WHEN "
          "d.classid = 'pg_catalog.pg_class'::regclass THEN d.objid END LEFT JOIN "
          "pg_catalog.pg_index i ON i.indexrelid = x.oid LEFT JOIN pg_catalog.pg_class c ON c.oid "
          "= i.indrelid AND c.relkind <> 'm' WHERE {} AND {}",
          scope.everything(),
          scope.schema("coalesce(p.pronamespace, x.relnamespace)")),
  });
}

}  // namespace

std::vector<std::string> loose_part_queries(const CatalogScope& scope, const RareKinds& kinds) {
  std::vector<std::string> queries{unlogged_query(scope)};
  if (kinds.extensions) queries.push_back(extension_dependency_query(scope));
  return queries;
}

}  // namespace migrate::dialect::postgresql
