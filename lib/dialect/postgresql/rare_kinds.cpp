#include "dialect/postgresql/rare_kinds.hpp"

#include <array>
#include <cstddef>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

namespace migrate::dialect::postgresql {
namespace {

/// How one of them is found. The conditions are about c, t and i, which say what pg_class, pg_type
/// and pg_index have.
struct Probe {
  bool RareKinds::*kind{nullptr};
  std::string_view condition{};
};

constexpr std::array<Probe, 31> probes{{
    {&RareKinds::views, "c.views"},
    {&RareKinds::materialized_views, "c.materialized_views"},
    {&RareKinds::composite_types, "c.composite_types"},
    {&RareKinds::typed_tables, "c.typed_tables"},
    {&RareKinds::row_security, "c.row_security"},
    {&RareKinds::replica_identities, "c.replica_identities"},
    {&RareKinds::relation_privileges, "c.privileges"},
    {&RareKinds::relations_of_others, "c.of_others"},
    {&RareKinds::domains, "t.domains"},
    {&RareKinds::ranges, "t.ranges"},
    {&RareKinds::other_types, "t.others"},
    {&RareKinds::type_privileges, "t.privileges"},
    {&RareKinds::enumerations_of_others, "t.of_others"},
    {&RareKinds::children, "EXISTS (SELECT FROM pg_catalog.pg_inherits)"},
    {&RareKinds::marked_indexes,
     "EXISTS (SELECT FROM pg_catalog.pg_index WHERE indisclustered OR NOT indisvalid)"},
    {&RareKinds::statistics, "EXISTS (SELECT FROM pg_catalog.pg_statistic_ext)"},
    {&RareKinds::default_privileges, "EXISTS (SELECT FROM pg_catalog.pg_default_acl)"},
    {&RareKinds::rules,
     "EXISTS (SELECT FROM pg_catalog.pg_rewrite WHERE oid >= 16384 AND rulename <> '_RETURN')"},
    {&RareKinds::triggers, "EXISTS (SELECT FROM pg_catalog.pg_trigger WHERE NOT tgisinternal)"},
    {&RareKinds::policies, "EXISTS (SELECT FROM pg_catalog.pg_policy)"},
    {&RareKinds::routines, "EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid >= 16384)"},
    {&RareKinds::collations, "EXISTS (SELECT FROM pg_catalog.pg_collation WHERE oid >= 16384)"},
    {&RareKinds::extensions,
     "EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql')"},
    {&RareKinds::event_triggers, "EXISTS (SELECT FROM pg_catalog.pg_event_trigger)"},
    {&RareKinds::search,
     "EXISTS (SELECT FROM pg_catalog.pg_ts_dict WHERE oid >= 16384) OR EXISTS (SELECT FROM "
     "pg_catalog.pg_ts_config WHERE oid >= 16384) OR EXISTS (SELECT FROM pg_catalog.pg_ts_parser "
     "WHERE oid >= 16384) OR EXISTS (SELECT FROM pg_catalog.pg_ts_template WHERE oid >= 16384)"},
    {&RareKinds::operators,
     "EXISTS (SELECT FROM pg_catalog.pg_operator WHERE oid >= 16384) OR EXISTS (SELECT FROM "
     "pg_catalog.pg_opfamily WHERE oid >= 16384) OR EXISTS (SELECT FROM pg_catalog.pg_opclass "
     "WHERE oid >= 16384)"},
    {&RareKinds::languages,
     "EXISTS (SELECT FROM pg_catalog.pg_language WHERE oid >= 16384 OR lanacl IS NOT NULL) OR "
     "EXISTS (SELECT FROM pg_catalog.pg_cast WHERE oid >= 16384) OR EXISTS (SELECT FROM "
     "pg_catalog.pg_transform WHERE oid >= 16384) OR EXISTS (SELECT FROM pg_catalog.pg_conversion "
     "WHERE oid >= 16384) OR EXISTS (SELECT FROM pg_catalog.pg_am WHERE oid >= 16384)"},
    {&RareKinds::foreign, "EXISTS (SELECT FROM pg_catalog.pg_foreign_data_wrapper)"},
    {&RareKinds::publications, "EXISTS (SELECT FROM pg_catalog.pg_publication)"},
    {&RareKinds::subscriptions,
     "EXISTS (SELECT subname FROM pg_catalog.pg_subscription) AND "
     "pg_catalog.has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')"},
    {&RareKinds::hidden_subscriptions,
     "EXISTS (SELECT subname FROM pg_catalog.pg_subscription) AND NOT "
     "pg_catalog.has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')"},
}};

/// Each of these catalogs is read once, for all that is to be known of it. `m.id` is the role.
constexpr std::string_view catalogs =
    "(SELECT oid AS id FROM pg_catalog.pg_roles WHERE rolname = current_user) AS m, "
    "LATERAL (SELECT bool_or(relkind = 'v') AS views, bool_or(relkind = 'm') AS "
    "materialized_views, bool_or(relkind = 'c') AS composite_types, bool_or(reloftype <> 0) AS "
    "typed_tables, bool_or(relrowsecurity OR relforcerowsecurity) AS row_security, "
    "bool_or(relkind IN ('r', 'p', 'm') AND relreplident <> 'd') AS replica_identities, "
    "bool_or(relacl IS NOT NULL) AS privileges, bool_or(relowner <> m.id) AS of_others FROM "
    "pg_catalog.pg_class WHERE oid >= 16384 AND (relkind IN ('v', 'm', 'c') OR reloftype <> 0 OR "
    "relrowsecurity OR relforcerowsecurity OR relkind IN ('r', 'p') AND relreplident <> 'd' OR "
    "relacl IS NOT NULL OR relowner <> m.id)) AS c, "
    "LATERAL (SELECT bool_or(typtype = 'd') AS domains, bool_or(typtype = 'r') AS ranges, "
    "bool_or(typtype = 'p' OR typtype = 'b' AND typinput <> 'pg_catalog.array_in'::regproc) AS "
    "others, bool_or(typacl IS NOT NULL) AS privileges, bool_or(typtype = 'e' AND typowner <> "
    "m.id) AS of_others FROM pg_catalog.pg_type WHERE oid >= 16384) AS t";

std::string column_parts_of_views() {
  return fmt::format(
      "EXISTS (SELECT FROM pg_catalog.pg_class r JOIN pg_catalog.pg_attribute a ON a.attrelid = "
      "r.oid JOIN pg_catalog.pg_type t ON t.oid = a.atttypid WHERE r.oid >= 16384 AND r.relkind IN "
      "('v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND {})",
      has_column_parts());
}

}  // namespace

std::string rare_kinds_query() {
  std::string query = "SELECT " + column_parts_of_views();
  for (const Probe& probe : probes)
    fmt::format_to(std::back_inserter(query), ", {}", probe.condition);
  return fmt::format("{} FROM {}", query, catalogs);
}

RareKinds read_rare_kinds(const db::Rows& rows) {
  RareKinds kinds;
  kinds.column_parts = rows.at(0, 0) == "t";
  for (std::size_t i = 0; i < probes.size(); ++i)
    kinds.*probes.at(i).kind = rows.at(0, i + 1) == "t";
  return kinds;
}

std::string has_column_parts() {
  return "(a.attoptions IS NOT NULL OR a.attacl IS NOT NULL OR a.attcompression <> '' OR "
         "a.attstattarget >= 0 OR a.attstorage <> t.typstorage)";
}

}  // namespace migrate::dialect::postgresql
