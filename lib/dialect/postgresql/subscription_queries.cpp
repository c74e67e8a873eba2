#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"
#include "dialect/postgresql/subscriptions.hpp"

// What is replicated from elsewhere. A subscription is made without a connection, as pg_dump does
// it; whether it is enabled is no part of the schema: operators switch it, and so does the server
// (disable_on_error).
namespace migrate::dialect::postgresql {
namespace {

/// Of this database, and such that all of it may be read and written.
std::string own_subscription(const CatalogScope& scope) {
  return fmt::format(
      "{} AND NOT {} AND {}",
      is_own_subscription,
      holds_password("s.subconninfo"),
      scope.everything());
}

/// The options that ALTER SUBSCRIPTION sets without asking the publisher: those that the version
/// has, with the value that they have when nothing is said.
constexpr std::string_view options =
    "LATERAL (SELECT pg_catalog.to_jsonb(s) AS j) AS as_json, LATERAL (VALUES "
    "('slot_name', coalesce(pg_catalog.quote_literal(s.subslotname), 'NONE'), "
    "pg_catalog.quote_literal(s.subname)), "
    "('synchronous_commit', pg_catalog.quote_literal(s.subsynccommit), '''off'''), "
    "('binary', j ->> 'subbinary', 'false'), "
    "('streaming', CASE j ->> 'substream' WHEN 't' THEN 'on' WHEN 'true' THEN 'on' WHEN 'p' THEN "
    "'parallel' WHEN 'f' THEN 'off' WHEN 'false' THEN 'off' END, {}), "
    "('disable_on_error', j ->> 'subdisableonerr', 'false'), "
    "('password_required', j ->> 'subpasswordrequired', 'true'), "
    "('run_as_owner', j ->> 'subrunasowner', 'false'), "
    "('origin', j ->> 'suborigin', 'any')) AS o (name, value, usual)";

constexpr int parallel_since = 180000;  // streaming, unless something else is said

std::string options_of(int version) {
  return fmt::format(options, version >= parallel_since ? "'parallel'" : "'off'");
}

/// What the publisher must be asked about before it is changed.
constexpr std::string_view lasting_options =
    "CASE WHEN pg_catalog.to_jsonb(s) ->> 'subtwophasestate' IN ('p', 'e') THEN ', two_phase = "
    "true' ELSE '' END || CASE WHEN pg_catalog.to_jsonb(s) ->> 'subfailover' = 'true' THEN ', "
    "failover = true' ELSE '' END";

/// Their order is no difference, and is kept.
std::string publications(std::string_view order) {
  return fmt::format(
      "(SELECT pg_catalog.string_agg(pg_catalog.quote_ident(u.name), ', ' ORDER BY u.{}) FROM "
      "pg_catalog.unnest(s.subpublications) WITH ORDINALITY AS u (name, place))",
      order);
}

std::string subscription_query(const CatalogScope& scope, int version) {
  // A slot on the publisher stays, for nothing may be asked of another server here.
  constexpr std::string_view drop =
      "pg_catalog.format(E'ALTER SUBSCRIPTION %1$I DISABLE;\\nALTER SUBSCRIPTION %1$I SET "
      "(slot_name = NONE);\\nDROP SUBSCRIPTION %1$I', s.subname)";
  const std::string unusual = fmt::format(
      "coalesce((SELECT pg_catalog.string_agg(pg_catalog.format(', %s = %s', o.name, o.value), '') "
      "FROM {} WHERE o.value <> o.usual), '')",
      options_of(version));
  return select_text({
      .kind = "subscription",
      .name = "pg_catalog.quote_ident(s.subname)",
      .id = "s.tableoid, s.oid",
      .definition = fmt::format(
          "pg_catalog.format('CREATE SUBSCRIPTION %I', s.subname) || {}", lasting_options),
      .create = fmt::format(
          "pg_catalog.format('CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %s WITH (connect = "
          "false%s%s)', s.subname, s.subconninfo, {}, {}, {})",
          publications("place"),
          unusual,
          lasting_options),
      .drop = drop,
      .holds_rows = "true",
      .owner = "s.subowner",
      .comment = "pg_catalog.obj_description(s.oid, 'pg_subscription')",
      .from = fmt::format("FROM pg_catalog.pg_subscription s WHERE {}", own_subscription(scope)),
  });
}

/// A part that is always there, and changes where it is. Two are equal when `definition` is.
std::string part_query(
    const CatalogScope& scope,
    std::string_view kind,
    std::string_view definition,
    std::string_view set) {
  return select_text({
      .kind = kind,
      .name = "pg_catalog.format('of subscription %I', s.subname)",
      .host = "s.tableoid, s.oid, 0",
      .definition = definition,
      .drop = "''",
      .replace = set,
      .is_inline = "true",
      .from = fmt::format("FROM pg_catalog.pg_subscription s WHERE {}", own_subscription(scope)),
  });
}

std::string connection_query(const CatalogScope& scope) {
  constexpr std::string_view set =
      "pg_catalog.format('ALTER SUBSCRIPTION %I CONNECTION %L', s.subname, s.subconninfo)";
  return part_query(scope, "connection", set, set);
}

std::string publications_query(const CatalogScope& scope) {
  const auto set = [](std::string_view order) {
    return fmt::format(
        "pg_catalog.format('ALTER SUBSCRIPTION %I SET PUBLICATION %s WITH (refresh = false)', "
        "s.subname, {})",
        publications(order));
  };
  return part_query(scope, "publications", set("name"), set("place"));
}

std::string option_query(const CatalogScope& scope, int version) {
  constexpr std::string_view set =
      "pg_catalog.format('ALTER SUBSCRIPTION %I SET (%s = %s)', s.subname, o.name, o.value)";
  // Without a slot there is nothing that it could read.
  const std::string replace = fmt::format(
      "CASE WHEN o.name = 'slot_name' AND o.value = 'NONE' THEN pg_catalog.format(E'ALTER "
      "SUBSCRIPTION %I DISABLE;\\n', s.subname) ELSE '' END || {}",
      set);
  return select_text({
      .kind = "option",
      .name = "pg_catalog.format('%s of subscription %I', o.name, s.subname)",
      .host = "s.tableoid, s.oid, 0",
      .definition = set,
      .drop = "''",
      .replace = replace,
      .is_inline = "true",
      .from = fmt::format(
          "FROM pg_catalog.pg_subscription s, {} WHERE o.value IS NOT NULL AND {}",
          options_of(version),
          own_subscription(scope)),
  });
}

}  // namespace

std::string holds_password(std::string_view connection) {
  // password, sslpassword, oauth_client_secret; user:password@ of a URL, and what its % may hide.
  return fmt::format(
      "({0} ~* '(password|secret)\\s*=' OR {0} ~* '^postgres(ql)?://([^/?@]*:[^/?@]+@|.*[?&][^=&]*%"
      "[^=&]*=)')",
      connection);
}

std::vector<std::string> subscription_queries(const CatalogScope& scope, int version) {
  return {
      subscription_query(scope, version),
      connection_query(scope),
      publications_query(scope),
      option_query(scope, version)};
}

}  // namespace migrate::dialect::postgresql
