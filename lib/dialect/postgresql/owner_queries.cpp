#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// Who owns tables, sequences, enumerations and schemas; objects say it of themselves. What belongs
// to whoever is here has no such row.
namespace migrate::dialect::postgresql {
namespace {

/// Things that are no objects.
struct Source {
  std::string_view word{};   // TABLE
  std::string_view name{};   // as SQL says it
  std::string_view owner{};  // the column
  std::string_view usual{
      "(SELECT z.oid FROM pg_catalog.pg_roles z WHERE z.rolname = current_user)"};
  std::string_view host{};
  std::string_view from{};
  std::string condition{};
};

std::string owner_query(const Source& source, std::string_view noun) {
  const auto set = [&](std::string_view owner) {
    return fmt::format(
        "pg_catalog.format('ALTER {} %s OWNER TO %I', {}, pg_catalog.pg_get_userbyid({}))",
        source.word,
        source.name,
        owner);
  };
  return select_text({
      .kind = "owner",
      .name = fmt::format("pg_catalog.format('of {} %s', {})", noun, source.name),
      .host = source.host,
      .definition = set(source.owner),
      .drop = set(source.usual),
      .replace = set(source.owner),
      .from = fmt::format(
          "{} WHERE {} <> {} AND {}", source.from, source.owner, source.usual, source.condition),
  });
}

/// Tables, sequences and enumerations.
std::vector<std::string> owners_in_schemas(const CatalogScope& scope, const RareKinds& kinds) {
  // A sequence that belongs to a column has the owner of the table.
  constexpr std::string_view not_owned =
      "NOT EXISTS (SELECT FROM pg_catalog.pg_depend o WHERE o.classid = c.tableoid AND o.objid = "
      "c.oid AND o.refclassid = c.tableoid AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i'))";
  constexpr std::string_view relations = "FROM pg_catalog.pg_class c";
  const Source table{
      .word = "TABLE",
      .name = "c.oid::regclass",
      .owner = "c.relowner",
      .host = "c.tableoid, c.oid, 0",
      .from = relations,
      .condition = "c.relkind IN ('r', 'p') AND " + scope.relation("c")};
  const Source sequence{
      .word = "SEQUENCE",
      .name = "c.oid::regclass",
      .owner = "c.relowner",
      .host = "c.tableoid, c.oid, 0",
      .from = relations,
      .condition = fmt::format("c.relkind = 'S' AND {} AND {}", scope.relation("c"), not_owned)};
  const Source enumeration{
      .word = "TYPE",
      .name = "pg_catalog.format_type(t.oid, NULL)",
      .owner = "t.typowner",
      .host = "t.tableoid, t.oid, 0",
      .from = "FROM pg_catalog.pg_type t",
      .condition = fmt::format(
          "t.typtype = 'e' AND {} AND {}",
          scope.schema("t.typnamespace"),
          no_extension_member("t.oid", "pg_type"))};
  std::vector<std::string> queries;
  if (kinds.relations_of_others) {
    queries.push_back(owner_query(table, "table"));
    queries.push_back(owner_query(sequence, "sequence"));
  }
  if (kinds.enumerations_of_others) queries.push_back(owner_query(enumeration, "enumeration"));
  return queries;
}

std::vector<std::string> owners_of_schemas(const CatalogScope& scope, int version) {
  constexpr int version_15 = 150000;
  const std::string host = fmt::format(
      "CASE WHEN {0} IS NOT NULL THEN n.tableoid END, CASE WHEN {0} IS NOT NULL THEN n.oid END, 0",
      scope.schema_name("n"));
  const std::string looked_at = fmt::format(
      "{} AND {} AND {}",
      scope.everything(),
      scope.schema("n.oid"),
      no_extension_member("n.oid", "pg_namespace"));
  const Source schema{
      .word = "SCHEMA",
      .name = "pg_catalog.quote_ident(n.nspname)",
      .owner = "n.nspowner",
      .host = host,
      .from = "FROM pg_catalog.pg_namespace n",
      .condition = "n.nspname <> 'public' AND " + looked_at};
  Source public_schema = schema;
  // Whom the schema that every database has belongs to: a role of its own, initdb's before.
  public_schema.usual =
      version >= version_15
          ? "(SELECT z.oid FROM pg_catalog.pg_roles z WHERE z.rolname = 'pg_database_owner')"
          : "10";
  public_schema.condition = "n.nspname = 'public' AND " + looked_at;
  return {owner_query(schema, "schema"), owner_query(public_schema, "schema")};
}

}  // namespace

std::vector<std::string> owner_queries(
    const CatalogScope& scope, int version, const RareKinds& kinds) {
  std::vector<std::string> queries = owners_in_schemas(scope, kinds);
  std::ranges::move(owners_of_schemas(scope, version), std::back_inserter(queries));
  return queries;
}

}  // namespace migrate::dialect::postgresql
