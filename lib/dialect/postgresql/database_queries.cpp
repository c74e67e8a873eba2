#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"
#include "dialect/postgresql/printing.hpp"

// What belongs to the database, and to no schema.
namespace migrate::dialect::postgresql {
namespace {

std::string extension_query(const CatalogScope& scope) {
  const std::string in_schema = fmt::format(
      "CASE WHEN {} THEN {} END", scope.schema("x.extnamespace"), scope.schema_name("n"));
  return select_text({
      .kind = "extension",
      .name = "pg_catalog.quote_ident(x.extname)",
      .id = "x.tableoid, x.oid",
      .schema = in_schema,
      .definition = "pg_catalog.format('CREATE EXTENSION %I', x.extname)",
      .create = fmt::format(
          "pg_catalog.format('CREATE EXTENSION %I%s VERSION %L', x.extname, CASE WHEN {} IS NULL "
          "THEN '' ELSE ' SCHEMA ' || pg_catalog.quote_ident(n.nspname) END, x.extversion)",
          scope.schema_name("n")),
      .from = fmt::format(
          "FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_namespace n ON n.oid = "
          "x.extnamespace WHERE x.extname <> 'plpgsql' AND {}",
          scope.everything()),
  });
}

std::string extension_version_query(const CatalogScope& scope) {
  constexpr std::string_view update =
      "pg_catalog.format('ALTER EXTENSION %I UPDATE TO %L', x.extname, x.extversion)";
  return select_text({
      .kind = "version",
      .name = "'of extension ' || pg_catalog.quote_ident(x.extname)",
      .host = "x.tableoid, x.oid, 0",
      .definition = update,
      .drop = "''",
      .replace = update,
      .is_inline = "true",
      .from = fmt::format(
          "FROM pg_catalog.pg_extension x WHERE x.extname <> 'plpgsql' AND {}", scope.everything()),
  });
}

std::string extension_schema_query(const CatalogScope& scope) {
  const std::string move =
      fmt::format("pg_catalog.format('ALTER EXTENSION %I SET SCHEMA %I', x.extname, n.nspname)");
  return select_text({
      .kind = "schema",
      .name = "'of extension ' || pg_catalog.quote_ident(x.extname)",
      .host = "x.tableoid, x.oid, 0",
      .definition = move,
      .drop = "''",
      .replace = move,
      .is_inline = "true",
      .from = fmt::format(
          "FROM pg_catalog.pg_extension x JOIN pg_catalog.pg_namespace n ON n.oid = "
          "x.extnamespace WHERE x.extname <> 'plpgsql' AND {}",
          scope.everything()),
  });
}

/// Another comment than the one that comes with the extension.
std::string extension_comment_query(const CatalogScope& scope) {
  constexpr std::string_view set =
      "pg_catalog.format('COMMENT ON EXTENSION %I IS %L', x.extname, pg_catalog.obj_description("
      "x.oid, 'pg_extension'))";
  return select_text({
      .kind = "comment",
      .name = "'of extension ' || pg_catalog.quote_ident(x.extname)",
      .host = "x.tableoid, x.oid, 0",
      .definition = set,
      .drop = "pg_catalog.format('COMMENT ON EXTENSION %I IS %L', x.extname, a.comment)",
      .replace = set,
      .from = fmt::format(
          "FROM pg_catalog.pg_extension x LEFT JOIN pg_catalog.pg_available_extensions a ON a.name "
          "= x.extname WHERE x.extname <> 'plpgsql' AND pg_catalog.obj_description(x.oid, "
          "'pg_extension') IS DISTINCT FROM a.comment AND {}",
          scope.everything()),
  });
}

std::string event_trigger_query(const CatalogScope& scope) {
  return select_text({
      .kind = "event trigger",
      .name = "pg_catalog.quote_ident(t.evtname)",
      .id = "t.tableoid, t.oid",
      .definition =
          "pg_catalog.format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %s()', t.evtname, "
          "t.evtevent, coalesce(' WHEN TAG IN (' || (SELECT pg_catalog.string_agg("
          "pg_catalog.quote_literal(u), ', ' ORDER BY u) FROM pg_catalog.unnest(t.evttags) u) || "
          "')', ''), t.evtfoid::regproc)",
      .owner = "t.evtowner",
      .comment = "pg_catalog.obj_description(t.oid, 'pg_event_trigger')",
      .from = fmt::format(
          "FROM pg_catalog.pg_event_trigger t WHERE {} AND {}",
          scope.everything(),
          no_extension_member("t.oid", "pg_event_trigger")),
  });
}

std::string event_firing_query(const CatalogScope& scope) {
  constexpr std::string_view set =
      "pg_catalog.format('ALTER EVENT TRIGGER %I %s', t.evtname, CASE t.evtenabled WHEN 'D' THEN "
      "'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END)";
  return select_text({
      .kind = "firing",
      .name = "'of event trigger ' || pg_catalog.quote_ident(t.evtname)",
      .host = "t.tableoid, t.oid, 0",
      .definition = set,
      .drop = "pg_catalog.format('ALTER EVENT TRIGGER %I ENABLE', t.evtname)",
      .replace = set,
      .from = fmt::format(
          "FROM pg_catalog.pg_event_trigger t WHERE t.evtenabled <> 'O' AND {}",
          scope.everything()),
  });
}

/// A schema with nothing in it, not even what is not looked at: it can be dropped.
std::string empty_schema_query(const CatalogScope& scope) {
  return select_text({
      .kind = "empty schema",
      .name = "pg_catalog.quote_ident(n.nspname)",
      .schema = "n.nspname",
      .definition = "pg_catalog.format('CREATE SCHEMA %I', n.nspname)",
      .drop = "pg_catalog.format('DROP SCHEMA %I', n.nspname)",
      .from = fmt::format(
          "FROM pg_catalog.pg_namespace n WHERE {} AND {} AND NOT EXISTS (SELECT FROM "
          "pg_catalog.pg_depend d WHERE d.refclassid = 'pg_catalog.pg_namespace'::regclass AND "
          "d.refobjid = n.oid)",
          scope.everything(),
          scope.listed_schema("n")),
  });
}

}  // namespace

std::vector<std::string> database_queries(const CatalogScope& scope, const RareKinds& kinds) {
  std::vector<std::string> queries{empty_schema_query(scope)};
  if (kinds.extensions) {
    queries.push_back(extension_query(scope));
    queries.push_back(extension_version_query(scope));
    queries.push_back(extension_schema_query(scope));
    queries.push_back(extension_comment_query(scope));
  }
  if (kinds.event_triggers) {
    queries.push_back(event_trigger_query(scope));
    queries.push_back(event_firing_query(scope));
  }
  return queries;
}

}  // namespace migrate::dialect::postgresql
