#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// What has no row of its own in pg_depend, or counts as something else there: what stands on what.
constexpr std::string_view links =
    // A mapping of a text search configuration, of its dictionaries.
    "SELECT m.mapcfg, m.maptokentype::oid, 3600::oid, m.mapdict FROM "
    "pg_catalog.pg_ts_config_map m WHERE m.mapcfg >= 16384 "
    // An operator class, of what its members are.
    "UNION ALL SELECT c.refclassid, c.refobjid, d.refclassid, d.refobjid FROM "
    "pg_catalog.pg_depend c JOIN pg_catalog.pg_depend d ON d.classid = c.classid AND d.objid = "
    "c.objid AND d.refclassid <> 2616 WHERE c.classid IN (2602, 2603) AND c.refclassid = 2616 "
    "AND c.deptype IN ('a', 'i') "
    // A default, or a constraint, of a foreign table.
    "UNION ALL SELECT d.classid, d.objid, d.refclassid, d.refobjid FROM "
    "pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_attrdef x ON x.adrelid = f.ftrelid JOIN "
    "pg_catalog.pg_depend d ON d.classid = 2604 AND d.objid = x.oid AND d.refobjid <> f.ftrelid "
    "UNION ALL SELECT d.classid, d.objid, d.refclassid, d.refobjid FROM "
    "pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_constraint x ON x.conrelid = f.ftrelid JOIN "
    "pg_catalog.pg_depend d ON d.classid = 2606 AND d.objid = x.oid AND d.refobjid <> f.ftrelid "
    // A foreign table, of those that it inherits from.
    "UNION ALL SELECT 1259::oid, f.ftrelid, 1259::oid, h.inhparent FROM "
    "pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_inherits h ON h.inhrelid = f.ftrelid "
    // A schema that is published.
    "UNION ALL SELECT d.classid, d.objid, d.refclassid, d.refobjid FROM pg_catalog.pg_depend d "
    "WHERE d.classid = 6237 AND d.refclassid = 2615";

}  // namespace

std::string part_dependencies_query() {
  return fmt::format(
      "SELECT x.catalog::int8, x.id, 0, NULL::text, NULL::name, coalesce(e.refclassid, "
      "x.other)::int8, coalesce(e.refobjid, x.other_id), 0, NULL::text, NULL::name FROM ({}) AS x "
      "(catalog, id, other, other_id) LEFT JOIN pg_catalog.pg_depend e ON e.classid = x.other AND "
      "e.objid = x.other_id AND e.deptype = 'e' AND e.refclassid = 3079",
      links);
}

}  // namespace migrate::dialect::postgresql
