#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/subscriptions.hpp"

// What users have made and nothing here reads: it is named, so that nobody takes it to be compared.
namespace migrate::dialect::postgresql {
namespace {

/// A SELECT of what it is called, why it is not managed, and of which index that is said: the place
/// of the table in its catalog, and the name.
std::string names(
    std::string_view key,
    std::string_view reason,
    std::string_view from_where,
    std::string_view index = "NULL::oid, NULL::oid, 0, NULL::text, NULL::text") {
  return fmt::format("SELECT {}, {}, {} {}", key, reason, index, from_where);
}

/// Types that functions in C read and write, and those that are only announced.
std::string types(const CatalogScope& scope) {
  return names(
      "'type ' || pg_catalog.format_type(t.oid, NULL)",
      "CASE WHEN t.typisdefined THEN 'base type' ELSE 'shell type' END",
      fmt::format(
          "FROM pg_catalog.pg_type t WHERE (t.typtype = 'b' AND NOT EXISTS (SELECT FROM "
          "pg_catalog.pg_type e WHERE e.typarray = t.oid) OR t.typtype = 'p' AND NOT "
          "t.typisdefined) AND t.oid >= 16384 AND {} AND {}",
          scope.schema("t.typnamespace"),
          no_extension_member("t.oid", "pg_type")));
}

std::string relations(const CatalogScope& scope) {
  return names(
      "CASE WHEN c.relkind = 'f' THEN 'foreign ' ELSE '' END || 'table ' || c.oid::regclass",
      "CASE WHEN c.relkind = 'f' THEN 'of another table' ELSE 'of a type' END",
      fmt::format(
          "FROM pg_catalog.pg_class c WHERE (c.relkind IN ('r', 'p') AND c.reloftype <> 0 OR "
          "c.relkind = 'f' AND c.relispartition) AND {}",
          scope.relation("c")));
}

/// What a statement that failed has left, and what is on a partitioned table alone.
std::string invalid_indexes(const CatalogScope& scope) {
  return names(
      "pg_catalog.format('index %s on %s', i.indexrelid::regclass, c.oid::regclass)",
      "'not valid'",
      fmt::format(
          "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_index i ON i.indrelid = c.oid JOIN "
          "pg_catalog.pg_class x ON x.oid = i.indexrelid WHERE NOT i.indisvalid AND c.relkind IN "
          "('r', 'p', 'm') AND {}",
          scope.relation("c")),
      "c.tableoid, c.oid, 0, 'i', x.relname");
}

/// From version 18 on NOT NULL is a constraint, which may be less than what a column says.
std::string weak_not_nulls(const CatalogScope& scope) {
  return names(
      "pg_catalog.format('constraint %I on %s', k.conname, c.oid::regclass)",
      "'NOT NULL' || CASE WHEN k.connoinherit THEN ' NO INHERIT' ELSE ' NOT VALID' END",
      fmt::format(
          "FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid WHERE "
          "k.contype = 'n' AND (k.connoinherit OR NOT k.convalidated) AND {}",
          scope.relation("c")));
}

std::string operators(const CatalogScope& scope) {
  return names(
      "'operator ' || o.oid::regoperator",
      "'shell operator'",
      fmt::format(
          "FROM pg_catalog.pg_operator o WHERE o.oprcode = 0 AND {} AND {}",
          scope.schema("o.oprnamespace"),
          no_extension_member("o.oid", "pg_operator")));
}

std::string security_labels(const CatalogScope& scope) {
  return names(
      "pg_catalog.format('security label of %s on %s %s', l.provider, i.type, i.identity)",
      "NULL",
      fmt::format(
          "FROM pg_catalog.pg_seclabel l CROSS JOIN LATERAL pg_catalog.pg_identify_object("
          "l.classoid, l.objoid, l.objsubid) i WHERE i.schema IS NULL OR {}",
          scope.schema(
              "(SELECT y.oid FROM pg_catalog.pg_namespace y WHERE y.nspname = i.schema)")));
}

std::string user_mappings() {
  return names(
      "pg_catalog.format('user mapping for %s on server %I', coalesce(u.usename, 'PUBLIC'), "
      "u.srvname)",
      "'its options are hidden'",
      fmt::format("FROM pg_catalog.pg_user_mappings u WHERE NOT {}", mapping_is_readable()));
}

/// Only superusers may read how one connects, and nobody may write a password into a unit.
std::string subscriptions(bool is_hidden) {
  constexpr std::string_view name = "pg_catalog.format('subscription %I', s.subname)";
  const std::string here =
      fmt::format("FROM pg_catalog.pg_subscription s WHERE {}", is_own_subscription);
  if (is_hidden) return names(name, "'its connection is hidden'", here);
  return names(
      name,
      "'its connection holds a password'",
      fmt::format("{} AND {}", here, holds_password("s.subconninfo")));
}

}  // namespace

std::string unmanaged_query(const CatalogScope& scope, const RareKinds& kinds) {
  std::vector<std::string> parts{security_labels(scope), weak_not_nulls(scope)};
  if (kinds.other_types) parts.push_back(types(scope));
  if (kinds.typed_tables || kinds.foreign) parts.push_back(relations(scope));
  if (kinds.marked_indexes) parts.push_back(invalid_indexes(scope));
  if (kinds.operators) parts.push_back(operators(scope));
  if (kinds.foreign) parts.push_back(user_mappings());
  if (kinds.subscriptions) parts.push_back(subscriptions(false));
  if (kinds.hidden_subscriptions) parts.push_back(subscriptions(true));
  return fmt::format(
      "SELECT u.* FROM ({}) AS u (key, reason, catalog, id, number, mark, part) WHERE {} ORDER BY "
      "1, 2",
      fmt::join(parts, " UNION ALL "),
      scope.everything());
}

}  // namespace migrate::dialect::postgresql
