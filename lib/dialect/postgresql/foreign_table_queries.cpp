#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"
#include "dialect/postgresql/object_text.hpp"

// Foreign tables. There are no rows in them, and a wrapper may tell columns by their order: when
// the list of columns changes they are made anew.
namespace migrate::dialect::postgresql {
namespace {

/// Partitions go with their tables.
std::string tables(const CatalogScope& scope, std::string_view join = "") {
  return fmt::format(
      "FROM pg_catalog.pg_foreign_table f JOIN pg_catalog.pg_class c ON c.oid = f.ftrelid JOIN "
      "pg_catalog.pg_namespace n ON n.oid = c.relnamespace {}WHERE NOT c.relispartition AND {}",
      join,
      scope.relation("c"));
}

constexpr std::string_view attributes =
    "pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid LEFT JOIN "
    "pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum ";

/// What comes from a parent is said of the table by itself, but for options, which only a column
/// that is listed can be made with.
constexpr std::string_view is_listed = "(a.attinhcount = 0 OR a.attfdwoptions IS NOT NULL)";

constexpr std::string_view attribute_join =
    "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
    "a.attisdropped ";

constexpr std::string_view own_attribute_join =
    "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
    "a.attisdropped AND a.attinhcount = 0 ";

constexpr std::string_view default_join =
    "JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum AND a.attgenerated "
    "= '' ";

constexpr std::string_view constraint_join =
    "JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'c' AND k.coninhcount = "
    "0 ";

/// "a integer, b text COLLATE x GENERATED ALWAYS AS (y) STORED"; `more` is for each of them.
std::string columns(std::string_view more) {
  return fmt::format(
      "(SELECT pg_catalog.string_agg(pg_catalog.format('%I %s', a.attname, "
      "pg_catalog.format_type(a.atttypid, a.atttypmod)){} || CASE WHEN a.attcollation <> "
      "t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END || CASE "
      "a.attgenerated WHEN 's' THEN pg_catalog.format(' GENERATED ALWAYS AS (%s) STORED', "
      "pg_catalog.pg_get_expr(d.adbin, d.adrelid)) WHEN 'v' THEN pg_catalog.format("
      "' GENERATED ALWAYS AS (%s)', pg_catalog.pg_get_expr(d.adbin, d.adrelid)) ELSE '' END{}, "
      "', ' ORDER BY a.attnum) FROM {}WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT "
      "a.attisdropped AND {})",
      more.empty()
          ? ""
          : fmt::format(
                " || coalesce(' OPTIONS (' || {} || ')', '')", option_list("a.attfdwoptions")),
      more,
      attributes,
      is_listed);
}

std::string foreign_table_query(const CatalogScope& scope) {
  constexpr std::string_view column_parts =
      " || CASE WHEN d.adbin IS NOT NULL AND a.attgenerated = '' THEN ' DEFAULT ' || "
      "pg_catalog.pg_get_expr(d.adbin, d.adrelid) ELSE '' END || CASE WHEN a.attnotnull THEN "
      "' NOT NULL' ELSE '' END";
  constexpr std::string_view constraints =
      "(SELECT pg_catalog.string_agg(pg_catalog.format(', CONSTRAINT %I %s', k.conname, "
      "pg_catalog.pg_get_constraintdef(k.oid)), '' ORDER BY k.conname) FROM "
      "pg_catalog.pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND "
      "k.coninhcount = 0)";
  const auto create = [](const std::string& list, std::string_view inner, const std::string& rest) {
    return fmt::format(
        "pg_catalog.format('CREATE FOREIGN TABLE %s (%s%s)%s SERVER %I', c.oid::regclass, {}, {}, "
        "(SELECT ' INHERITS (' || pg_catalog.string_agg(h.inhparent::regclass::text, ', ' ORDER BY "
        "h.inhseqno) || ')' FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid), "
        "s.srvname){}",
        list,
        inner,
        rest);
  };
  const std::string options =
      fmt::format(" || coalesce(' OPTIONS (' || {} || ')', '')", option_list("f.ftoptions"));
  return select_text({
      .kind = "foreign table",
      .name = "c.oid::regclass",
      .id = "c.tableoid, c.oid",
      .schema = scope.schema_name("n"),
      .relation_name = "c.relname",
      .type_name = "c.relname",
      .definition = create(columns(""), "''", ""),
      .create = create(columns(column_parts), constraints, options),
      .owner = "c.relowner",
      .comment = "pg_catalog.obj_description(c.oid, 'pg_class')",
      .from = tables(scope, "JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver "),
  });
}

std::string table_option_query(const CatalogScope& scope) {
  const std::string all = tables(scope);
  const auto where = all.find("WHERE");
  return select_options({
      .address = "'FOREIGN TABLE ' || c.oid::regclass",
      .name = "'foreign table ' || c.oid::regclass",
      .host = "c.tableoid, c.oid, 0",
      .options = "f.ftoptions",
      .from = std::string_view(all).substr(0, where),
      .condition = std::string_view(all).substr(where + std::string_view("WHERE").size()),
  });
}

std::string column_option_query(const CatalogScope& scope) {
  const std::string all = tables(scope, attribute_join);
  const auto where = all.find("WHERE");
  return select_options({
      .address = "pg_catalog.format('FOREIGN TABLE %s ALTER COLUMN %I', c.oid::regclass, "
                 "a.attname)",
      .name = "pg_catalog.format('column %s.%I', c.oid::regclass, a.attname)",
      .host = "c.tableoid, c.oid, 0",
      .options = "a.attfdwoptions",
      .from = std::string_view(all).substr(0, where),
      .condition = std::string_view(all).substr(where + std::string_view("WHERE").size()),
  });
}

std::string alter_column(std::string_view end) {
  return fmt::format(
      "pg_catalog.format('ALTER FOREIGN TABLE %s ALTER COLUMN %I ', c.oid::regclass, a.attname) "
      "|| {}",
      end);
}

constexpr std::string_view of_column =
    "pg_catalog.format('of column %s.%I', c.oid::regclass, a.attname)";

std::string default_query(const CatalogScope& scope) {
  const std::string set =
      alter_column("'SET DEFAULT ' || pg_catalog.pg_get_expr(d.adbin, d.adrelid)");
  return select_text({
      .kind = "default",
      .name = of_column,
      .id = "d.tableoid, d.oid",
      .host = "c.tableoid, c.oid, 0",
      .definition = set,
      .drop = alter_column("'DROP DEFAULT'"),
      .replace = set,
      .is_inline = "true",
      .from = tables(scope, fmt::format("{}{}", own_attribute_join, default_join)),
  });
}

std::string null_query(const CatalogScope& scope) {
  return select_text({
      .kind = "NOT NULL",
      .name = of_column,
      .host = "c.tableoid, c.oid, 0",
      .definition = alter_column("'SET NOT NULL'"),
      .drop = alter_column("'DROP NOT NULL'"),
      .is_inline = "true",
      .from = tables(scope, own_attribute_join) + " AND a.attnotnull",
  });
}

std::string constraint_query(const CatalogScope& scope) {
  return select_text({
      .kind = "constraint",
      .name = "pg_catalog.format('%I ON %s', k.conname, c.oid::regclass)",
      .id = "k.tableoid, k.oid",
      .host = "c.tableoid, c.oid, 0",
      .definition = "pg_catalog.format('ALTER FOREIGN TABLE %s ADD CONSTRAINT %I %s', "
                    "c.oid::regclass, k.conname, pg_catalog.pg_get_constraintdef(k.oid))",
      .drop = "pg_catalog.format('ALTER FOREIGN TABLE %s DROP CONSTRAINT %I', c.oid::regclass, "
              "k.conname)",
      .is_inline = "true",
      .comment = "pg_catalog.obj_description(k.oid, 'pg_constraint')",
      .from = tables(scope, constraint_join),
  });
}

}  // namespace

std::vector<std::string> foreign_table_queries(const CatalogScope& scope) {
  return {
      foreign_table_query(scope),
      table_option_query(scope),
      column_option_query(scope),
      default_query(scope),
      null_query(scope),
      constraint_query(scope)};
}

}  // namespace migrate::dialect::postgresql
