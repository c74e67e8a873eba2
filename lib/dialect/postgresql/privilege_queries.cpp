#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// Who may do what. Only what differs from the rights that everybody has of a thing by default: what
// was granted, and what was taken from PUBLIC. The rights of the owner are not looked at.
namespace migrate::dialect::postgresql {
namespace {

/// A catalog with an access list in each row.
struct Source {
  bool is_for_all{false};   // whether everybody has rights of one by default
  std::string_view type{};  // of acldefault: 'r' tables, 'f' functions ...
  std::string_view word{};  // 'TABLE', an expression
  std::string_view name{};  // as SQL says it
  std::string_view key{};   // what it is called here; empty: its name
  /// Whether it is called like that wherever there is one; empty: it is. Otherwise an expression
  /// finds its name when the statement runs.
  std::string_view is_named{};
  std::string_view found_name{};
  std::string_view list{};   // the column with the access list
  std::string_view owner{};  // likewise
  /// What everybody may do by default; empty: what the server says of the type.
  std::string_view usual{};
  std::string host{};
  std::string_view from{};
  std::string condition{};
};

/// What `more` grants and `less` does not, as rows of g. What somebody has by his own grant he has
/// as the owner, or had as the one before.
std::string rights(
    std::string_view more, std::string_view less, std::string_view owner, std::string_view same) {
  return fmt::format(
      "CROSS JOIN LATERAL (SELECT x.privilege_type AS privilege, x.grantee, x.is_grantable FROM "
      "pg_catalog.aclexplode({}) x WHERE x.grantee <> {} AND x.grantee <> x.grantor AND NOT EXISTS "
      "(SELECT FROM "
      "pg_catalog.aclexplode({}) y WHERE y.grantee = x.grantee AND y.privilege_type = "
      "x.privilege_type{})) g ",
      more,
      owner,
      less,
      same);
}

constexpr std::string_view grantee =
    "CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE "
    "pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END";

/// "SELECT (a) ON TABLE t".
std::string right_on(const Source& source, std::string_view name) {
  return fmt::format(
      "pg_catalog.format('%s{} ON %s %s', g.privilege, {}{}, {})",
      source.type == "c" ? " (%I)" : "",
      source.type == "c" ? "a.attname, " : "",
      source.word,
      name);
}

std::string granting(std::string_view right) {
  return fmt::format(
      "pg_catalog.format('GRANT %s TO %s%s', {}, {}, CASE WHEN g.is_grantable THEN "
      "' WITH GRANT OPTION' ELSE '' END)",
      right,
      grantee);
}

std::string revoking(std::string_view right) {
  return fmt::format("pg_catalog.format('REVOKE %s FROM %s', {}, {})", right, grantee);
}

enum class Verb { grant, revoke };

std::string statement(const Source& source, Verb verb) {
  const auto with = [&](std::string_view name) {
    const std::string right = right_on(source, name);
    return verb == Verb::grant ? granting(right) : revoking(right);
  };
  if (source.is_named.empty()) return with(source.name);
  const std::string pattern = fmt::format(
      "pg_catalog.replace(pg_catalog.replace({}, '%', '%%'), pg_catalog.chr(1), '%s')",
      with("pg_catalog.chr(1)"));
  return fmt::format(
      "CASE WHEN {} THEN {} ELSE 'DO ' || pg_catalog.quote_literal(pg_catalog.format('BEGIN "
      "EXECUTE pg_catalog.format(%L, %s); END', {}, {})) END",
      source.is_named,
      with(source.name),
      pattern,
      source.found_name);
}

std::string privilege_query(const Source& source, bool is_granted) {
  const std::string usual =
      source.usual.empty()
          ? fmt::format("pg_catalog.acldefault('{}', {})", source.type, source.owner)
          : std::string(source.usual);
  const std::string key = right_on(source, source.key.empty() ? source.name : source.key);
  const std::string grant = statement(source, Verb::grant);
  const std::string revoke = statement(source, Verb::revoke);
  return select_text({
      .kind = is_granted ? "privilege" : "withheld privilege",
      .name = fmt::format("pg_catalog.format('%s TO %s', {}, {})", key, grantee),
      .host = source.host,
      .definition = is_granted ? granting(key) : revoking(key),
      .create = is_granted ? grant : revoke,
      .drop = is_granted ? revoke : grant,
      .from = fmt::format(
          "{} {}WHERE {} IS NOT NULL AND {}",
          source.from,
          is_granted
              ? rights(source.list, usual, source.owner, " AND y.is_grantable = x.is_grantable")
              : rights(usual, source.list, source.owner, ""),
          source.list,
          source.condition),
  });
}

std::vector<Source> relation_sources(const CatalogScope& scope) {
  return {
      {.type = "r",
       .word = "'TABLE'",
       .name = "c.oid::regclass",
       .list = "c.relacl",
       .owner = "c.relowner",
       .host = "c.tableoid, c.oid, 0",
       .from = "FROM pg_catalog.pg_class c",
       .condition = "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND " + scope.relation("c")},
      {.type = "s",
       .word = "'SEQUENCE'",
       .name = "c.oid::regclass",
       .list = "c.relacl",
       .owner = "c.relowner",
       .host = "c.tableoid, c.oid, 0",
       .from = "FROM pg_catalog.pg_class c",
       .condition =
           "c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend y WHERE y.classid = "
           "c.tableoid AND y.objid = c.oid AND y.refclassid = c.tableoid AND y.deptype = 'i') "
           "AND " +
           scope.relation("c")},
      // That of an identity column goes with the column, which is what is known of it: it may be
      // called as the server does it, or otherwise, and goes by the column then.
      {.type = "s",
       .word = "'SEQUENCE'",
       .name = "c.oid::regclass",
       .key = "pg_catalog.format('OF COLUMN %s.%I', t.oid::regclass, a.attname)",
       .is_named = "c.relname = pg_catalog.concat(t.relname, '_', a.attname, '_seq')",
       .found_name = "pg_catalog.format('pg_catalog.pg_get_serial_sequence(%L, %L)', "
                     "t.oid::regclass, a.attname)",
       .list = "c.relacl",
       .owner = "c.relowner",
       .host = "t.tableoid, t.oid, a.attnum",
       .from = "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_depend y ON y.classid = "
               "c.tableoid AND y.objid = c.oid AND y.refclassid = c.tableoid AND y.deptype = 'i' "
               "JOIN pg_catalog.pg_class t ON t.oid = y.refobjid JOIN pg_catalog.pg_attribute a ON "
               "a.attrelid = t.oid AND a.attnum = y.refobjsubid",
       .condition = "c.relkind = 'S' AND " + scope.relation("c")},
  };
}

std::vector<Source> column_sources(const CatalogScope& scope) {
  return {
      {.type = "c",
       .word = "'TABLE'",
       .name = "c.oid::regclass",
       .list = "a.attacl",
       .owner = "c.relowner",
       .host = "c.tableoid, c.oid, a.attnum",
       .from = "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid "
               "AND NOT a.attisdropped",
       .condition = "c.relkind IN ('r', 'p', 'v', 'm', 'f') AND " + scope.relation("c")},
  };
}

Source routine_source(const CatalogScope& scope) {
  return {
      .is_for_all = true,
      .type = "f",
      .word = "CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END",
      .name = "p.oid::regprocedure",
      .list = "p.proacl",
      .owner = "p.proowner",
      .host = "p.tableoid, p.oid, 0",
      .from = "FROM pg_catalog.pg_proc p",
      .condition = fmt::format(
          "{} AND {} AND {}",
          scope.everything(),
          scope.schema("p.pronamespace"),
          no_extension_member("p.oid", "pg_proc"))};
}

Source type_source(const CatalogScope& scope) {
  return {
      .is_for_all = true,
      .type = "T",
      .word = "'TYPE'",
      .name = "pg_catalog.format_type(t.oid, NULL)",
      .list = "t.typacl",
      .owner = "t.typowner",
      .host = "t.tableoid, t.oid, 0",
      .from = "FROM pg_catalog.pg_type t",
      .condition = fmt::format(
          "{} AND {} AND {}",
          scope.everything(),
          scope.schema("t.typnamespace"),
          no_extension_member("t.oid", "pg_type"))};
}

Source schema_source(const CatalogScope& scope) {
  return {
      .is_for_all = true,
      .type = "n",
      .word = "'SCHEMA'",
      .name = "pg_catalog.quote_ident(n.nspname)",
      .list = "n.nspacl",
      .owner = "n.nspowner",
      // The schema public comes with rights.
      .usual =
          "coalesce((SELECT i.initprivs FROM pg_catalog.pg_init_privs i WHERE i.classoid = "
          "n.tableoid AND i.objoid = n.oid AND i.objsubid = 0), pg_catalog.acldefault('n', "
          "n.nspowner))",
      .host = fmt::format(
          "CASE WHEN {0} IS NOT NULL THEN n.tableoid END, CASE WHEN {0} IS NOT NULL THEN n.oid "
          "END, 0",
          scope.schema_name("n")),
      .from = "FROM pg_catalog.pg_namespace n",
      .condition = fmt::format("{} AND {}", scope.everything(), scope.schema("n.oid"))};
}

/// Of a row o: itself, or its extension e; nothing for what comes with the server.
constexpr std::string_view host_in_database =
    "CASE WHEN e.refobjid >= 16384 THEN e.refclassid WHEN o.oid >= 16384 THEN o.tableoid END, "
    "CASE WHEN e.refobjid >= 16384 THEN e.refobjid WHEN o.oid >= 16384 THEN o.oid END, 0";

/// What is in no schema.
std::vector<Source> sources_in_database(const CatalogScope& scope) {
  return {
      {.is_for_all = true,
       .type = "l",
       .word = "'LANGUAGE'",
       .name = "pg_catalog.quote_ident(o.lanname)",
       .list = "o.lanacl",
       .owner = "o.lanowner",
       .host = std::string(host_in_database),
       .from = "FROM pg_catalog.pg_language o LEFT JOIN pg_catalog.pg_depend e ON e.classid = "
               "o.tableoid AND e.objid = o.oid AND e.deptype = 'e'",
       .condition = scope.everything()},
      {.type = "F",
       .word = "'FOREIGN DATA WRAPPER'",
       .name = "pg_catalog.quote_ident(o.fdwname)",
       .list = "o.fdwacl",
       .owner = "o.fdwowner",
       .host = std::string(host_in_database),
       .from = "FROM pg_catalog.pg_foreign_data_wrapper o LEFT JOIN pg_catalog.pg_depend e ON "
               "e.classid = "
               "o.tableoid AND e.objid = o.oid AND e.deptype = 'e'",
       .condition = scope.everything()},
      {.type = "S",
       .word = "'FOREIGN SERVER'",
       .name = "pg_catalog.quote_ident(o.srvname)",
       .list = "o.srvacl",
       .owner = "o.srvowner",
       .host = std::string(host_in_database),
       .from =
           "FROM pg_catalog.pg_foreign_server o LEFT JOIN pg_catalog.pg_depend e ON e.classid = "
           "o.tableoid AND e.objid = o.oid AND e.deptype = 'e'",
       .condition = scope.everything()},
  };
}

std::vector<std::string> queries_of(const std::vector<Source>& sources) {
  std::vector<std::string> queries;
  for (const Source& source : sources) {
    queries.push_back(privilege_query(source, true));
    if (source.is_for_all) queries.push_back(privilege_query(source, false));
  }
  return queries;
}

}  // namespace

std::vector<std::string> privilege_queries(const CatalogScope& scope, const RareKinds& kinds) {
  std::vector<Source> sources{schema_source(scope)};
  if (kinds.relation_privileges)
    std::ranges::move(relation_sources(scope), std::back_inserter(sources));
  if (kinds.routines) sources.push_back(routine_source(scope));
  if (kinds.type_privileges) sources.push_back(type_source(scope));
  return queries_of(sources);
}

std::vector<std::string> column_privilege_queries(const CatalogScope& scope) {
  return queries_of(column_sources(scope));
}

std::vector<std::string> database_privilege_queries(const CatalogScope& scope) {
  return queries_of(sources_in_database(scope));
}

}  // namespace migrate::dialect::postgresql
