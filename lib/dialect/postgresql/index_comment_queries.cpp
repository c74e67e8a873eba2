#include <string>
#include <string_view>

#include <fmt/format.h>

#include "dialect/postgresql/index_parts.hpp"
#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// What is said of indexes that are no indexes of their own here: that of a constraint, which has a
// comment beside the one of the constraint, and what a partition has of an index.
namespace migrate::dialect::postgresql {
namespace {

std::string comment_query(ObjectQuery query) {
  constexpr std::string_view set =
      "pg_catalog.format('COMMENT ON INDEX %s IS %L', x.oid::regclass, d.description)";
  query.kind = "comment";
  query.host = "c.tableoid, c.oid, 0";
  query.drop = "pg_catalog.format('COMMENT ON INDEX %s IS NULL', x.oid::regclass)";
  query.create = set;
  query.replace = set;
  return select_text(query);
}

/// From a row c of pg_class to the index x with its comment d.
constexpr std::string_view joins =
    "FROM pg_catalog.pg_description d JOIN pg_catalog.pg_class x ON x.oid = d.objoid AND x.relkind "
    "IN ('i', 'I') JOIN pg_catalog.pg_index i ON i.indexrelid = x.oid JOIN pg_catalog.pg_class c "
    "ON c.oid = i.indrelid ";

constexpr std::string_view is_comment =
    "d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0";

std::string constraint_query(const CatalogScope& scope) {
  const std::string from = fmt::format(
      "{}JOIN pg_catalog.pg_constraint k ON k.conindid = x.oid AND k.conrelid = c.oid AND "
      "k.contype IN ('p', 'u', 'x') WHERE {} AND NOT x.relispartition AND {}",
      joins,
      is_comment,
      scope.relation("c"));
  return comment_query({
      .name = "pg_catalog.format('of index of constraint %I on %s', k.conname, c.oid::regclass)",
      .host_part = "'k', k.conname",
      .definition = "pg_catalog.format('COMMENT ON INDEX OF CONSTRAINT %I ON %s IS %L', "
                    "k.conname, c.oid::regclass, d.description)",
      .from = from,
  });
}

std::string part_query(const CatalogScope& scope) {
  const std::string name = fmt::format("'of ' || {}", part_name);
  const std::string from = fmt::format(
      "{}{}WHERE {} AND x.relispartition AND {}",
      joins,
      whole_joins,
      is_comment,
      scope.relation("c"));
  return comment_query({
      .name = name,
      .host_part = "'i', x.relname",
      .needs = "c.tableoid, r.indrelid, 0",
      .needed_part = needed_whole,
      .definition = "pg_catalog.format('COMMENT ON PART OF INDEX %I ON %s IS %L', y.relname, "
                    "c.oid::regclass, d.description)",
      .from = from,
  });
}

}  // namespace

std::vector<std::string> index_comment_queries(const CatalogScope& scope, const RareKinds& kinds) {
  std::vector<std::string> queries{constraint_query(scope)};
  if (kinds.children) queries.push_back(part_query(scope));
  return queries;
}

}  // namespace migrate::dialect::postgresql
