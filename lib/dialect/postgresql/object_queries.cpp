#include "dialect/postgresql/object_queries.hpp"

#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "dialect/postgresql/object_query.hpp"

namespace migrate::dialect::postgresql {
namespace {

void append(std::vector<std::string>& queries, std::vector<std::string>&& more) {
  std::ranges::move(more, std::back_inserter(queries));
}

/// Views on a column, of the catalogs that a row of pg_depend may be about, with what counts in its
/// place: a view instead of its rule, a column instead of its default.
constexpr std::string_view dependencies =
    "SELECT DISTINCT "
    "CASE WHEN w.oid IS NOT NULL AND w.rulename = '_RETURN' OR f.oid IS NOT NULL "
    "OR k.conrelid <> 0 OR i.indexrelid IS NOT NULL THEN 1259 "
    "WHEN dc.oid IS NOT NULL THEN 1247 ELSE d.classid::int8 END, "
    "CASE WHEN w.rulename = '_RETURN' THEN w.ev_class WHEN f.oid IS NOT NULL THEN f.adrelid "
    "WHEN k.conrelid <> 0 THEN k.conrelid WHEN i.indexrelid IS NOT NULL THEN i.indrelid "
    "WHEN dc.oid IS NOT NULL THEN dc.reltype ELSE d.objid END, "
    "CASE WHEN f.oid IS NOT NULL THEN f.adnum WHEN dc.oid IS NOT NULL THEN 0 ELSE d.objsubid END, "
    "CASE WHEN f.oid IS NOT NULL THEN 'd' WHEN k.conrelid <> 0 THEN 'k' "
    "WHEN i.indexrelid IS NOT NULL THEN 'i' END, "
    "CASE WHEN k.conrelid <> 0 THEN k.conname WHEN i.indexrelid IS NOT NULL THEN "
    "(SELECT x.relname FROM pg_catalog.pg_class x WHERE x.oid = i.indexrelid) END, "
    "CASE WHEN e.refobjid IS NOT NULL THEN e.refclassid::int8 WHEN rk.oid IS NOT NULL THEN 1259 "
    "WHEN rr.relkind <> 'c' THEN 1259 ELSE d.refclassid::int8 END, "
    "CASE WHEN e.refobjid IS NOT NULL THEN e.refobjid WHEN rk.oid IS NOT NULL THEN rk.conrelid "
    "WHEN rr.relkind <> 'c' THEN rr.oid WHEN rg.rngtypid IS NOT NULL THEN rg.rngtypid "
    "WHEN re.oid IS NOT NULL THEN re.oid ELSE d.refobjid END, "
    "CASE WHEN e.refobjid IS NOT NULL THEN 0 ELSE d.refobjsubid END, "
    "CASE WHEN e.refobjid IS NULL AND rk.oid IS NOT NULL THEN 'k' END, rk.conname "
    "FROM pg_catalog.pg_depend d "
    "LEFT JOIN pg_catalog.pg_rewrite w ON d.classid = 2618 AND w.oid = d.objid "
    "LEFT JOIN pg_catalog.pg_attrdef f ON d.classid = 2604 AND f.oid = d.objid "
    "LEFT JOIN pg_catalog.pg_constraint k ON d.classid = 2606 AND k.oid = d.objid "
    "LEFT JOIN pg_catalog.pg_index i ON d.classid = 1259 AND i.indexrelid = d.objid "
    "LEFT JOIN pg_catalog.pg_class dc ON d.classid = 1259 AND dc.oid = d.objid "
    "AND dc.relkind = 'c' "
    "LEFT JOIN pg_catalog.pg_constraint rk ON d.refclassid = 2606 AND rk.oid = d.refobjid "
    "AND rk.conrelid <> 0 "
    "LEFT JOIN pg_catalog.pg_type rt ON d.refclassid = 1247 AND rt.oid = d.refobjid "
    "LEFT JOIN pg_catalog.pg_type re ON re.oid = CASE WHEN rt.typcategory = 'A' "
    "AND rt.typelem <> 0 THEN rt.typelem ELSE rt.oid END "
    "LEFT JOIN pg_catalog.pg_class rr ON rr.oid = re.typrelid "
    "LEFT JOIN pg_catalog.pg_range rg ON rg.rngmultitypid = re.oid "
    "LEFT JOIN pg_catalog.pg_depend e ON e.classid = d.refclassid AND e.objid = d.refobjid "
    "AND e.deptype = 'e' AND e.refclassid = 3079 "
    "WHERE d.objid >= 16384 AND (d.deptype IN ('n', 'a') OR d.deptype = 'i' AND d.classid = 2618) "
    "AND d.refclassid <> 2615 AND NOT (d.classid IN (1259, 2604, 2606) AND d.refclassid = 1259) "
    "AND d.classid <> 3079 AND NOT (d.classid = 3602 AND d.refclassid = 3600)";

}  // namespace

std::string select_text(const ObjectQuery& query) {
  const bool is_expression = query.kind.starts_with('(');
  return fmt::format(
      "SELECT {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, CASE WHEN {} <> "
      "(SELECT "
      "z.oid FROM pg_catalog.pg_roles z WHERE z.rolname = current_user) THEN "
      "ARRAY[pg_catalog.quote_ident(pg_catalog.pg_get_userbyid({})), "
      "pg_catalog.quote_ident(current_user)] END, {} {}",
      query.id,
      is_expression ? std::string(query.kind) : fmt::format("'{}'", query.kind),
      query.name,
      query.schema,
      query.relation_name,
      query.type_name,
      query.host,
      query.host_part,
      query.needs,
      query.needed_part,
      query.definition,
      query.create,
      query.drop,
      query.replace,
      query.shape,
      query.is_inline,
      query.holds_rows,
      query.owner,
      query.owner,
      query.comment,
      query.from);
}

std::vector<std::string> object_queries(
    const CatalogScope& scope, int version, const RareKinds& kinds) {
  std::vector<std::string> queries = view_queries(scope, kinds);
  if (kinds.routines) append(queries, routine_queries(scope));
  append(queries, type_queries(scope, kinds));
  append(queries, table_part_queries(scope, kinds));
  append(queries, tablespace_queries(scope, kinds));
  append(queries, index_comment_queries(scope, kinds));
  append(queries, index_part_queries(scope));
  append(queries, loose_part_queries(scope, kinds));
  if (kinds.children) append(queries, partition_queries(scope));
  if (kinds.column_parts) append(queries, column_part_queries(scope));
  append(queries, owner_queries(scope, version, kinds));
  append(queries, privilege_queries(scope, kinds));
  if (kinds.column_parts) append(queries, column_privilege_queries(scope));
  append(queries, database_queries(scope, kinds));
  if (kinds.search) append(queries, search_queries(scope));
  if (kinds.operators) append(queries, operator_queries(scope));
  if (kinds.languages) append(queries, language_queries(scope));
  if (kinds.foreign) append(queries, foreign_queries(scope));
  if (kinds.foreign) append(queries, foreign_table_queries(scope));
  if (kinds.languages || kinds.foreign) append(queries, database_privilege_queries(scope));
  if (kinds.publications) append(queries, publication_queries(scope, version));
  if (kinds.subscriptions) append(queries, subscription_queries(scope, version));
  if (kinds.default_privileges) append(queries, default_privilege_queries(scope));
  return queries;
}

std::string dependencies_query(const RareKinds& kinds) {
  const bool has_parts = kinds.search || kinds.operators || kinds.foreign || kinds.publications;
  if (!has_parts) return std::string(dependencies);
  return fmt::format("{} UNION ALL {}", dependencies, part_dependencies_query());
}

}  // namespace migrate::dialect::postgresql
