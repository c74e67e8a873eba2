#include <string_view>

#include <fmt/format.h>

#include "dialect/postgresql/index_parts.hpp"
#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// Where the server keeps what is no table and no index of its own: the index of a constraint, that
// of a partition, a materialized view. Each is moved by a statement.
namespace migrate::dialect::postgresql {
namespace {

/// Whether there is any tablespace but those of the server: the rest is not looked at then.
constexpr std::string_view are_there =
    "EXISTS (SELECT FROM pg_catalog.pg_tablespace WHERE oid >= 16384)";

/// The name of the one that the database is in.
constexpr std::string_view usual =
    "(SELECT z.spcname FROM pg_catalog.pg_database y JOIN pg_catalog.pg_tablespace z ON z.oid = "
    "y.dattablespace WHERE y.datname = pg_catalog.current_database())";

/// What a row x of pg_class with its tablespace s says; NULL: what is usual.
constexpr std::string_view said =
    "nullif(s.spcname, pg_catalog.current_setting('default_tablespace'))";

constexpr std::string_view tablespace_join =
    "LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = x.reltablespace ";

/// The statement that moves a row x of pg_class to a tablespace.
std::string move(std::string_view kind, std::string_view tablespace) {
  return fmt::format(
      "pg_catalog.format('ALTER {} %s SET TABLESPACE %I', x.oid::regclass, {})", kind, tablespace);
}

std::string materialized_view_query(const CatalogScope& scope) {
  const std::string set = move("MATERIALIZED VIEW", "s.spcname");
  return select_text({
      .kind = "tablespace",
      .name = "'of materialized view ' || x.oid::regclass",
      .host = "x.tableoid, x.oid, 0",
      .definition = set,
      .drop = move("MATERIALIZED VIEW", usual),
      .replace = set,
      .is_inline = "true",
      .from = fmt::format(
          "FROM pg_catalog.pg_class x {}WHERE {} AND x.relkind = 'm' AND {} IS NOT NULL AND {}",
          tablespace_join,
          are_there,
          said,
          scope.relation("x")),
  });
}

std::string view_index_query(const CatalogScope& scope) {
  const std::string set = move("INDEX", "s.spcname");
  return select_text({
      .kind = "tablespace",
      .name = "'of index ' || x.oid::regclass",
      .host = "x.tableoid, x.oid, 0",
      .definition = set,
      .drop = move("INDEX", usual),
      .replace = set,
      .from = fmt::format(
          "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_index i ON i.indrelid = c.oid JOIN "
          "pg_catalog.pg_class x ON x.oid = i.indexrelid {}WHERE {} AND c.relkind = 'm' AND {} IS "
          "NOT NULL AND {}",
          tablespace_join,
          are_there,
          said,
          scope.relation("c")),
  });
}

std::string constraint_query(const CatalogScope& scope) {
  const std::string set = move("INDEX", "s.spcname");
  return select_text({
      .kind = "tablespace",
      .name = "pg_catalog.format('of constraint %I on %s', k.conname, c.oid::regclass)",
      .host = "c.tableoid, c.oid, 0",
      .host_part = "'k', k.conname",
      .definition = set,
      .drop = move("INDEX", usual),
      .replace = set,
      .from = fmt::format(
          "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND "
          "k.contype IN ('p', 'u', 'x') JOIN pg_catalog.pg_class x ON x.oid = k.conindid {}WHERE "
          "{} AND NOT x.relispartition AND {} IS NOT NULL AND {}",
          tablespace_join,
          are_there,
          said,
          scope.relation("c")),
  });
}

/// Of what a partition has of an index, which is where that is unless something else is said; that
/// of a constraint is moved by itself, for so is the constraint. The server may call it otherwise
/// the next time.
std::string part_query(const CatalogScope& scope) {
  const std::string name = fmt::format("'of ' || {}", part_name);
  const std::string set = move("INDEX", fmt::format("coalesce(s.spcname, {})", usual));
  return select_text({
      .kind = "tablespace",
      .name = name,
      .host = "c.tableoid, c.oid, 0",
      .host_part = "'i', x.relname",
      .needs = "c.tableoid, r.indrelid, 0",
      .needed_part = needed_whole,
      .definition = fmt::format("coalesce(s.spcname, {})", usual),
      .create = set,
      .drop = move("INDEX", usual),
      .replace = set,
      .is_inline = "l.oid IS NULL AND x.reltablespace = y.reltablespace",
      .from = fmt::format(
          "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_index i ON i.indrelid = c.oid JOIN "
          "pg_catalog.pg_class x ON x.oid = i.indexrelid AND x.relispartition {}{}WHERE {} AND ({} "
          "IS NOT NULL OR y.reltablespace <> x.reltablespace) AND {}",
          whole_joins,
          tablespace_join,
          are_there,
          said,
          scope.relation("c")),
  });
}

}  // namespace

std::vector<std::string> tablespace_queries(const CatalogScope& scope, const RareKinds& kinds) {
  std::vector<std::string> queries{constraint_query(scope)};
  if (kinds.children) queries.push_back(part_query(scope));
  if (kinds.materialized_views) {
    queries.push_back(materialized_view_query(scope));
    queries.push_back(view_index_query(scope));
  }
  return queries;
}

}  // namespace migrate::dialect::postgresql
