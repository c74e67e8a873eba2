#include <string>
#include <string_view>

#include <fmt/format.h>

#include "dialect/postgresql/index_parts.hpp"
#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// What is said of indexes beside their definition: storage parameters of the index of a constraint
// and of what a partition has of an index, statistics targets of expressions.
namespace migrate::dialect::postgresql {
namespace {

/// The index x of a table c; the one y that it is a part of, that of a constraint l perhaps.
constexpr std::string_view joins =
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_index i ON i.indrelid = c.oid JOIN "
    "pg_catalog.pg_class x ON x.oid = i.indexrelid LEFT JOIN pg_catalog.pg_constraint k ON "
    "k.conindid = x.oid AND k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x') LEFT JOIN "
    "pg_catalog.pg_index r ON x.relispartition AND r.indexrelid = pg_catalog.pg_partition_root("
    "x.oid) LEFT JOIN pg_catalog.pg_class y ON y.oid = r.indexrelid LEFT JOIN "
    "pg_catalog.pg_constraint l ON l.conindid = y.oid AND l.conrelid = r.indrelid AND l.contype IN "
    "('p', 'u', 'x') ";

/// What x is called.
std::string index_name() {
  return fmt::format(
      "CASE WHEN y.oid IS NOT NULL THEN {} WHEN k.oid IS NOT NULL THEN pg_catalog.format("
      "'constraint %I on %s', k.conname, c.oid::regclass) ELSE 'index ' || x.oid::regclass END",
      part_name);
}

/// Something that ALTER INDEX sets and takes back.
struct Setting {
  std::string_view kind{};
  std::string name{};
  std::string_view value{};  // what is compared
  std::string_view set{};
  std::string_view unset{};
  std::string_view is_inline{"false"};
  std::string from{};
};

std::string setting_query(const Setting& setting) {
  const auto alter = [](std::string_view end) {
    return fmt::format("pg_catalog.concat('ALTER INDEX ', x.oid::regclass, {})", end);
  };
  const std::string set = alter(setting.set);
  return select_text({
      .kind = setting.kind,
      .name = setting.name,
      // The index of a materialized view is an object itself.
      .host = "c.tableoid, CASE c.relkind WHEN 'm' THEN x.oid ELSE c.oid END, 0",
      .host_part = "CASE WHEN c.relkind = 'm' THEN NULL WHEN k.oid IS NOT NULL AND y.oid IS NULL "
                   "THEN 'k' ELSE 'i' END, x.relname",
      .needs = "y.tableoid, r.indrelid, 0",
      .needed_part = needed_whole,
      .definition = setting.value,
      .create = set,
      .drop = alter(setting.unset),
      .replace = set,
      .is_inline = setting.is_inline,
      .from = setting.from,
  });
}

/// Those of other indexes are in their definition; of an index on a partitioned table alone the
/// server changes none.
std::string options_query(const CatalogScope& scope) {
  return setting_query({
      .kind = "options",
      .name = fmt::format("pg_catalog.split_part(u.option, '=', 1) || ' of ' || {}", index_name()),
      .value = "u.option",
      .set = "pg_catalog.format(' SET (%s)', u.option)",
      .unset = "pg_catalog.format(' RESET (%s)', pg_catalog.split_part(u.option, '=', 1))",
      .is_inline = "y.oid IS NOT NULL AND l.oid IS NULL AND u.option = ANY (y.reloptions)",
      .from = fmt::format(
          "{}CROSS JOIN LATERAL pg_catalog.unnest(x.reloptions) AS u (option) WHERE x.relkind = "
          "'i' AND x.reloptions IS NOT NULL AND (k.oid IS NOT NULL OR y.oid IS NOT NULL) AND {}",
          joins,
          scope.relation("c")),
  });
}

std::string statistics_query(const CatalogScope& scope) {
  return setting_query({
      .kind = "statistics target",
      .name = fmt::format("pg_catalog.format('of column %s of %s', a.attnum, {})", index_name()),
      .value = "a.attstattarget::text",
      .set = "pg_catalog.format(' ALTER COLUMN %s SET STATISTICS %s', a.attnum, a.attstattarget)",
      .unset = "pg_catalog.format(' ALTER COLUMN %s SET STATISTICS -1', a.attnum)",
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_attribute a ON a.attrelid = x.oid WHERE i.indexprs IS NOT NULL AND "
          "a.attstattarget >= 0 AND {}",
          joins,
          scope.relation("c")),
  });
}

}  // namespace

std::vector<std::string> index_part_queries(const CatalogScope& scope) {
  return {options_query(scope), statistics_query(scope)};
}

}  // namespace migrate::dialect::postgresql
