#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// What is replicated.
namespace migrate::dialect::postgresql {
namespace {

constexpr int lists_since = 150000;  // columns, conditions and schemas
constexpr int generated_since = 180000;

std::string own_publication(const CatalogScope& scope) {
  return fmt::format(
      "{} AND {}", scope.everything(), no_extension_member("p.oid", "pg_publication"));
}

/// The parameters that differ from what they are by default.
std::string publication_query(const CatalogScope& scope, int version) {
  constexpr std::string_view actions =
      "pg_catalog.concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate "
      "THEN 'update' END, CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN "
      "'truncate' END)";
  const bool has_generated = version >= generated_since;
  const std::string unusual = fmt::format(
      "pg_catalog.concat_ws(', ', CASE WHEN NOT (p.pubinsert AND p.pubupdate AND p.pubdelete AND "
      "p.pubtruncate) THEN pg_catalog.format('publish = %L', {}) END, CASE WHEN p.pubviaroot THEN "
      "'publish_via_partition_root = true' END{})",
      actions,
      has_generated ? ", CASE WHEN p.pubgencols = 's' THEN 'publish_generated_columns = stored' END"
                    : "");
  const std::string all = fmt::format(
      "pg_catalog.format('publish = %L, publish_via_partition_root = %s', {}, p.pubviaroot::text)"
      "{}",
      actions,
      has_generated ? " || ', publish_generated_columns = ' || CASE p.pubgencols WHEN 's' THEN "
                      "'stored' ELSE 'none' END"
                    : "");
  return select_text({
      .kind = "publication",
      .name = "pg_catalog.quote_ident(p.pubname)",
      .id = "p.tableoid, p.oid",
      .definition = fmt::format(
          "pg_catalog.format('CREATE PUBLICATION %I%s', p.pubname, CASE WHEN p.puballtables THEN "
          "' FOR ALL TABLES' ELSE '' END) || coalesce(' WITH (' || nullif({}, '') || ')', '')",
          unusual),
      .replace =
          fmt::format("pg_catalog.format('ALTER PUBLICATION %I SET (%s)', p.pubname, {})", all),
      .shape = "ARRAY[p.puballtables::text]",
      .owner = "p.pubowner",
      .comment = "pg_catalog.obj_description(p.oid, 'pg_publication')",
      .from = fmt::format("FROM pg_catalog.pg_publication p WHERE {}", own_publication(scope)),
  });
}

std::string published_table_query(const CatalogScope& scope, int version) {
  constexpr std::string_view lists =
      " || coalesce((SELECT pg_catalog.format(' (%s)', pg_catalog.string_agg("
      "pg_catalog.quote_ident(a.attname), ', ' ORDER BY a.attnum)) FROM pg_catalog.pg_attribute a "
      "WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs::int2[]) HAVING "
      "pg_catalog.count(*) > 0), '') || coalesce(' WHERE (' || pg_catalog.pg_get_expr(r.prqual, "
      "r.prrelid) || ')', '')";
  // Without ONLY it would be about the tables that inherit from it, too.
  const auto alter = [](std::string_view verb) {
    return fmt::format(
        "pg_catalog.format('ALTER PUBLICATION %I {} TABLE ONLY %s', p.pubname, "
        "r.prrelid::regclass)",
        verb);
  };
  return select_text({
      .kind = "table",
      .name = "pg_catalog.format('%s of publication %I', r.prrelid::regclass, p.pubname)",
      .id = "r.tableoid, r.oid",
      .host = "p.tableoid, p.oid, 0",
      .definition = alter("ADD") + (version >= lists_since ? std::string(lists) : std::string{}),
      .drop = alter("DROP"),
      .from = fmt::format(
          "FROM pg_catalog.pg_publication p JOIN pg_catalog.pg_publication_rel r ON r.prpubid = "
          "p.oid JOIN pg_catalog.pg_class c ON c.oid = r.prrelid WHERE {} AND {}",
          own_publication(scope),
          scope.relation("c")),
  });
}

std::string published_schema_query(const CatalogScope& scope) {
  const auto alter = [](std::string_view verb) {
    return fmt::format(
        "pg_catalog.format('ALTER PUBLICATION %I {} TABLES IN SCHEMA %I', p.pubname, n.nspname)",
        verb);
  };
  return select_text({
      .kind = "schema",
      .name = "pg_catalog.format('%I of publication %I', n.nspname, p.pubname)",
      .id = "r.tableoid, r.oid",
      .host = "p.tableoid, p.oid, 0",
      .definition = alter("ADD"),
      .drop = alter("DROP"),
      .from = fmt::format(
          "FROM pg_catalog.pg_publication p JOIN pg_catalog.pg_publication_namespace r ON "
          "r.pnpubid = p.oid JOIN pg_catalog.pg_namespace n ON n.oid = r.pnnspid WHERE {} AND {}",
          own_publication(scope),
          scope.schema("n.oid")),
  });
}

}  // namespace

std::vector<std::string> publication_queries(const CatalogScope& scope, int version) {
  std::vector<std::string> queries{
      publication_query(scope, version), published_table_query(scope, version)};
  if (version >= lists_since) queries.push_back(published_schema_query(scope));
  return queries;
}

}  // namespace migrate::dialect::postgresql
