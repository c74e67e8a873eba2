#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// What is replicated from elsewhere. Whether a subscription runs, and how far it has got, is no
// part of what it is: one that is made does not run.
namespace migrate::dialect::postgresql {
namespace {

constexpr std::string_view from =
    "FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database b ON b.oid = s.subdbid WHERE "
    "b.datname = pg_catalog.current_database() AND ";

/// What can be set later.
std::string options(int version) {
  constexpr int version_15 = 150000;
  constexpr int version_16 = 160000;
  std::string all =
      "pg_catalog.format('binary = %s, streaming = %s, synchronous_commit = %L', "
      "s.subbinary::text, CASE s.substream::text WHEN 'p' THEN 'parallel' WHEN 't' THEN 'on' WHEN "
      "'true' THEN 'on' ELSE 'off' END, s.subsynccommit)";
  if (version >= version_15) all += " || ', disable_on_error = ' || s.subdisableonerr::text";
  if (version >= version_16)
    all +=
        " || pg_catalog.format(', origin = %s, password_required = %s, run_as_owner = %s', "
        "s.suborigin, s.subpasswordrequired::text, s.subrunasowner::text)";
  return all;
}

/// What cannot.
std::string lasting_options(int version) {
  constexpr int version_15 = 150000;
  constexpr int version_17 = 170000;
  std::string all = "'connect = false, slot_name = NONE'";
  if (version >= version_15)
    all += " || CASE WHEN s.subtwophasestate = 'd' THEN '' ELSE ', two_phase = true' END";
  if (version >= version_17)
    all += " || CASE WHEN s.subfailover THEN ', failover = true' ELSE '' END";
  return all;
}

constexpr std::string_view publications =
    "(SELECT pg_catalog.string_agg(pg_catalog.quote_ident(u), ', ' ORDER BY u) FROM "
    "pg_catalog.unnest(s.subpublications) u)";

std::string subscription_query(const CatalogScope& scope, int version) {
  return select_text({
      .kind = "subscription",
      .name = "pg_catalog.quote_ident(s.subname)",
      .id = "s.tableoid, s.oid",
      .definition = fmt::format(
          "pg_catalog.format('CREATE SUBSCRIPTION %I WITH (%s)', s.subname, {})",
          lasting_options(version)),
      .create = fmt::format(
          "pg_catalog.format('CREATE SUBSCRIPTION %I CONNECTION %L PUBLICATION %s WITH (%s, %s)', "
          "s.subname, s.subconninfo, {}, {}, {})",
          publications,
          lasting_options(version),
          options(version)),
      .owner = "s.subowner",
      .comment = "pg_catalog.obj_description(s.oid, 'pg_subscription')",
      .from = fmt::format("{}{}", from, scope.everything()),
  });
}

/// A part that is always there.
std::string part_query(
    const CatalogScope& scope, std::string_view kind, const std::string& setting) {
  const std::string set =
      fmt::format("pg_catalog.format('ALTER SUBSCRIPTION %I ', s.subname) || {}", setting);
  return select_text({
      .kind = kind,
      .name = "pg_catalog.format('of subscription %I', s.subname)",
      .host = "s.tableoid, s.oid, 0",
      .definition = set,
      .drop = "''",
      .replace = set,
      .is_inline = "true",
      .from = fmt::format("{}{}", from, scope.everything()),
  });
}

/// A slot belongs to the other server, where a subscription that has one drops it, but not in a
/// transaction: so it is given up before.
std::string slot_query(const CatalogScope& scope) {
  const auto set = [](std::string_view slot) {
    return fmt::format(
        "pg_catalog.format('ALTER SUBSCRIPTION %I SET (slot_name = {}', s.subname, "
        "s.subslotname)",
        slot);
  };
  return select_text({
      .kind = "slot",
      .name = "pg_catalog.format('of subscription %I', s.subname)",
      .id = "s.oid, 1",
      .definition = set("%L)"),
      .drop = set("NONE)"),
      .replace = set("%L)"),
      .from = fmt::format("{}s.subslotname IS NOT NULL AND {}", from, scope.everything()),
  });
}

/// That it does not run, whether it does or not: one that is dropped is stopped first.
std::string state_query(const CatalogScope& scope) {
  constexpr std::string_view stop = "pg_catalog.format('ALTER SUBSCRIPTION %I DISABLE', s.subname)";
  return select_text({
      .kind = "state",
      .name = "pg_catalog.format('of subscription %I', s.subname)",
      .id = "s.oid, 2",
      .definition = stop,
      .drop = stop,
      .from = fmt::format("{}{}", from, scope.everything()),
  });
}

}  // namespace

std::vector<std::string> subscription_queries(const CatalogScope& scope, int version) {
  return {
      subscription_query(scope, version),
      part_query(scope, "connection", "'CONNECTION ' || pg_catalog.quote_literal(s.subconninfo)"),
      part_query(
          scope,
          "publications",
          fmt::format("'SET PUBLICATION ' || {} || ' WITH (refresh = false)'", publications)),
      part_query(
          scope, "options", fmt::format("pg_catalog.format('SET (%s)', {})", options(version))),
      slot_query(scope),
      state_query(scope)};
}

}  // namespace migrate::dialect::postgresql
