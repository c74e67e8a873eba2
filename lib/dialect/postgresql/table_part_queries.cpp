#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// What is said of tables and their columns, and is no part of their definition here.
namespace migrate::dialect::postgresql {
namespace {

std::string tables(const CatalogScope& scope, std::string_view join = "") {
  return fmt::format(
      "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace {}"
      "WHERE c.relkind IN ('r', 'p', 'm') AND {} AND ",
      join,
      scope.relation("c"));
}

/// Those that may have columns from others.
std::string children(const CatalogScope& scope, std::string_view join) {
  return fmt::format(
      "FROM pg_catalog.pg_class c {}WHERE (c.relkind IN ('r', 'p') OR c.relkind = 'f' AND NOT "
      "c.relispartition) AND {} AND ",
      join,
      scope.relation("c"));
}

/// A foreign table is an object, whose columns are no parts.
constexpr std::string_view child_column =
    "c.tableoid, c.oid, CASE c.relkind WHEN 'f' THEN 0 ELSE a.attnum END";

/// Something that ALTER TABLE sets and takes back.
struct TableSetting {
  std::string_view kind{};
  std::string_view set{};
  std::string_view unset{};
  std::string_view join{};
  std::string_view condition{};
  std::string_view host{"c.tableoid, c.oid, 0"};
  std::string_view name{"'of table ' || c.oid::regclass"};
  std::string_view needs{"NULL, NULL, NULL"};
  std::string_view needed_part{"NULL, NULL"};
  bool is_of_children{false};
};

std::string setting_query(const CatalogScope& scope, const TableSetting& setting) {
  const std::string alter = "'ALTER TABLE ' || c.oid::regclass || ";
  const std::string from =
      setting.is_of_children ? children(scope, setting.join) : tables(scope, setting.join);
  return select_text({
      .kind = setting.kind,
      .name = setting.name,
      .host = setting.host,
      .needs = setting.needs,
      .needed_part = setting.needed_part,
      .definition = alter + std::string(setting.set),
      .drop = alter + std::string(setting.unset),
      .replace = alter + std::string(setting.set),
      .from = from + std::string(setting.condition),
  });
}

std::string column_query(
    const CatalogScope& scope,
    std::string_view kind,
    std::string_view set,
    std::string_view unset,
    std::string_view condition) {
  const auto alter = [](std::string_view end) {
    return fmt::format("pg_catalog.format(' ALTER COLUMN %I ', a.attname) || {}", end);
  };
  return setting_query(
      scope,
      {.kind = kind,
       .set = alter(set),
       .unset = alter(unset),
       .join = "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
               "AND NOT a.attisdropped JOIN pg_catalog.pg_type t ON t.oid = a.atttypid ",
       .condition = condition,
       .host = "c.tableoid, c.oid, a.attnum",
       .name = "pg_catalog.format('of column %s.%I', c.oid::regclass, a.attname)"});
}

constexpr std::string_view storage_word =
    "CASE {} WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' "
    "ELSE 'EXTENDED' END";

std::string storage_query(const CatalogScope& scope) {
  const auto set = [](std::string_view letter) {
    return "'SET STORAGE ' || " + fmt::format(fmt::runtime(storage_word), letter);
  };
  return column_query(
      scope, "storage", set("a.attstorage"), set("t.typstorage"), "a.attstorage <> t.typstorage");
}

/// Of the options, n_distinct and n_distinct_inherited alone: the server writes others by itself.
std::string distinct_query(const CatalogScope& scope) {
  return setting_query(
      scope,
      {.kind = "options",
       .set = "pg_catalog.format(' ALTER COLUMN %I SET (%s)', a.attname, u.option)",
       .unset = "pg_catalog.format(' ALTER COLUMN %I RESET (%s)', a.attname, "
                "pg_catalog.split_part(u.option, '=', 1))",
       .join = "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
               "AND NOT a.attisdropped CROSS JOIN LATERAL pg_catalog.unnest(a.attoptions) AS u "
               "(option) ",
       .condition = "u.option LIKE 'n\\_distinct%'",
       .host = "c.tableoid, c.oid, a.attnum",
       .name = "pg_catalog.format('%s of column %s.%I', pg_catalog.split_part(u.option, '=', 1), "
               "c.oid::regclass, a.attname)"});
}

std::string compression_query(const CatalogScope& scope) {
  return setting_query(
      scope,
      {.kind = "compression",
       .set = "pg_catalog.format(' ALTER COLUMN %I SET COMPRESSION %s', a.attname, "
              "CASE a.attcompression WHEN 'l' THEN 'lz4' ELSE 'pglz' END)",
       .unset = "pg_catalog.format(' ALTER COLUMN %I SET COMPRESSION DEFAULT', a.attname)",
       .join = "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 "
               "AND NOT a.attisdropped ",
       .condition = "a.attcompression <> ''",
       .host = "c.tableoid, c.oid, a.attnum",
       .name = "pg_catalog.format('of column %s.%I', c.oid::regclass, a.attname)"});
}

std::vector<std::string> row_security_queries(const CatalogScope& scope) {
  return {
      setting_query(
          scope,
          {.kind = "row security",
           .set = "' ENABLE ROW LEVEL SECURITY'",
           .unset = "' DISABLE ROW LEVEL SECURITY'",
           .condition = "c.relrowsecurity"}),
      setting_query(
          scope,
          {.kind = "forced row security",
           .set = "' FORCE ROW LEVEL SECURITY'",
           .unset = "' NO FORCE ROW LEVEL SECURITY'",
           .condition = "c.relforcerowsecurity"}),
  };
}

constexpr std::string_view index_join =
    "JOIN pg_catalog.pg_index i ON i.indrelid = c.oid JOIN pg_catalog.pg_class x ON x.oid = "
    "i.indexrelid LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = x.oid AND k.conrelid = "
    "c.oid AND k.contype IN ('p', 'u', 'x') ";

constexpr std::string_view index_part = "CASE WHEN k.oid IS NULL THEN 'i' ELSE 'k' END, x.relname";

std::vector<std::string> replica_identity_queries(const CatalogScope& scope) {
  return {
      setting_query(
          scope,
          {.kind = "replica identity",
           .set = "CASE c.relreplident WHEN 'f' THEN ' REPLICA IDENTITY FULL' "
                  "ELSE ' REPLICA IDENTITY NOTHING' END",
           .unset = "' REPLICA IDENTITY DEFAULT'",
           .condition = "c.relreplident IN ('f', 'n')"}),
      setting_query(
          scope,
          {.kind = "replica identity",
           .set = "pg_catalog.format(' REPLICA IDENTITY USING INDEX %I', x.relname)",
           .unset = "' REPLICA IDENTITY DEFAULT'",
           .join = index_join,
           .condition = "c.relreplident = 'i' AND i.indisreplident",
           .needs = "c.tableoid, c.oid, 0",
           .needed_part = index_part}),
  };
}

std::string clustering_query(const CatalogScope& scope) {
  return setting_query(
      scope,
      {.kind = "clustering",
       .set = "pg_catalog.format(' CLUSTER ON %I', x.relname)",
       .unset = "' SET WITHOUT CLUSTER'",
       .join = index_join,
       .condition = "i.indisclustered",
       // The index of a materialized view is an object itself.
       .needs = "c.tableoid, CASE c.relkind WHEN 'm' THEN x.oid ELSE c.oid END, 0",
       .needed_part = index_part});
}

/// A column that comes from parents: b is that of the first one that has it, is NOT NULL where one
/// of them is, and has the default of the first one that has any.
constexpr std::string_view parent_join =
    "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
    "AND a.attinhcount > 0 AND a.attgenerated = '' LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid "
    "= a.attrelid AND f.adnum = a.attnum CROSS JOIN LATERAL (SELECT (pg_catalog.array_agg("
    "p.attrelid ORDER BY h.inhseqno))[1] AS attrelid, (pg_catalog.array_agg(p.attnum ORDER BY "
    "h.inhseqno))[1] AS attnum, pg_catalog.bool_or(p.attnotnull) AS attnotnull, "
    "(pg_catalog.array_agg(pg_catalog.pg_get_expr(g.adbin, 0) ORDER BY h.inhseqno) FILTER (WHERE "
    "g.adbin IS NOT NULL))[1] AS usual FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_attribute "
    "p ON p.attrelid = h.inhparent AND p.attname = a.attname AND NOT p.attisdropped LEFT JOIN "
    "pg_catalog.pg_attrdef g ON g.adrelid = p.attrelid AND g.adnum = p.attnum AND p.attgenerated = "
    "'' WHERE h.inhrelid = c.oid) b ";

/// What a table says otherwise of a column that it has from another one.
std::string inherited_default_query(const CatalogScope& scope) {
  constexpr std::string_view action =
      "pg_catalog.format(' ALTER COLUMN %I %s', a.attname, coalesce('SET DEFAULT ' || "
      "{}, 'DROP DEFAULT'))";
  constexpr std::string_view said = "pg_catalog.pg_get_expr(f.adbin, 0)";
  return setting_query(
      scope,
      {.kind = "default",
       .set = fmt::format(fmt::runtime(action), said),
       .unset = fmt::format(fmt::runtime(action), "b.usual"),
       .join = parent_join,
       // A column that numbers its rows has no default.
       .condition =
           "pg_catalog.pg_get_expr(f.adbin, 0) IS DISTINCT FROM b.usual AND a.attidentity = ''",
       .host = child_column,
       .name = "pg_catalog.format('of column %s.%I', c.oid::regclass, a.attname)",
       .needs = "c.tableoid, b.attrelid, b.attnum",
       .is_of_children = true});
}

std::string inherited_null_query(const CatalogScope& scope) {
  return setting_query(
      scope,
      {.kind = "NOT NULL",
       .set = "pg_catalog.format(' ALTER COLUMN %I SET NOT NULL', a.attname)",
       .unset = "pg_catalog.format(' ALTER COLUMN %I DROP NOT NULL', a.attname)",
       .join = parent_join,
       .condition = "a.attnotnull AND NOT b.attnotnull",
       .host = child_column,
       .name = "pg_catalog.format('of column %s.%I', c.oid::regclass, a.attname)",
       .needs = "c.tableoid, b.attrelid, b.attnum",
       .is_of_children = true});
}

/// What is said of a column that a table has from another one; it has nothing of this from there.
std::string inherited_comment_query(const CatalogScope& scope) {
  const std::string set =
      "pg_catalog.format('COMMENT ON COLUMN %s.%I IS %L', c.oid::regclass, a.attname, "
      "pg_catalog.col_description(c.oid, a.attnum))";
  return select_text({
      .kind = "comment",
      .name = "pg_catalog.format('of column %s.%I', c.oid::regclass, a.attname)",
      .host = "c.tableoid, c.oid, a.attnum",
      .definition = set,
      .drop = "pg_catalog.format('COMMENT ON COLUMN %s.%I IS NULL', c.oid::regclass, a.attname)",
      .replace = set,
      .from = tables(
                  scope,
                  "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT "
                  "a.attisdropped AND a.attinhcount > 0 ") +
              "pg_catalog.col_description(c.oid, a.attnum) IS NOT NULL",
  });
}

/// Likewise of a check.
std::string inherited_check_comment_query(const CatalogScope& scope) {
  const std::string set =
      "pg_catalog.format('COMMENT ON CONSTRAINT %I ON %s IS %L', k.conname, c.oid::regclass, "
      "d.description)";
  return select_text({
      .kind = "comment",
      .name = "pg_catalog.format('of constraint %I on %s', k.conname, c.oid::regclass)",
      .host = "c.tableoid, c.oid, 0",
      .needs = "c.tableoid, b.conrelid, 0",
      .needed_part = "'k', k.conname",
      .definition = set,
      .drop = "pg_catalog.format('COMMENT ON CONSTRAINT %I ON %s IS NULL', k.conname, "
              "c.oid::regclass)",
      .replace = set,
      .from = children(
                  scope,
                  "JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'c' AND "
                  "k.coninhcount > 0 JOIN pg_catalog.pg_description d ON d.objoid = k.oid AND "
                  "d.classoid = 'pg_catalog.pg_constraint'::regclass CROSS JOIN LATERAL (SELECT "
                  "p.conrelid FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_constraint p ON "
                  "p.conrelid = h.inhparent AND p.contype = 'c' AND p.conname = k.conname WHERE "
                  "h.inhrelid = c.oid ORDER BY h.inhseqno LIMIT 1) b ") +
              "true",
  });
}

/// What is said of the sequence behind an identity column, which is a part of that: it may be
/// called otherwise here and there, or from now on.
std::string identity_comment_query(const CatalogScope& scope) {
  constexpr std::string_view column =
      "pg_catalog.format('column %s.%I', c.oid::regclass, a.attname)";
  constexpr std::string_view text = "pg_catalog.obj_description(s.oid, 'pg_class')";
  const auto set = [](std::string_view comment) {
    return fmt::format(
        "'DO ' || pg_catalog.quote_literal(pg_catalog.format('BEGIN EXECUTE pg_catalog.format("
        "''COMMENT ON SEQUENCE %%s IS %%L'', pg_catalog.pg_get_serial_sequence(%L, %L), %L); END', "
        "c.oid::regclass, a.attname, {}))",
        comment);
  };
  constexpr std::string_view join =
      "JOIN pg_catalog.pg_depend y ON y.refclassid = c.tableoid AND y.refobjid = c.oid AND "
      "y.classid = c.tableoid AND y.deptype = 'i' JOIN pg_catalog.pg_class s ON s.oid = y.objid "
      "AND s.relkind = 'S' JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = "
      "y.refobjsubid ";
  return select_text({
      .kind = "comment",
      .name = fmt::format("'of sequence of ' || {}", column),
      .host = "c.tableoid, c.oid, a.attnum",
      .definition =
          fmt::format("pg_catalog.format('COMMENT ON SEQUENCE OF %s IS %L', {}, {})", column, text),
      .create = set(text),
      .drop = set("NULL"),
      .replace = set(text),
      .from = fmt::format("{}{} IS NOT NULL", tables(scope, join), text),
  });
}

std::string statistics_query(const CatalogScope& scope) {
  constexpr std::string_view name =
      "pg_catalog.concat(pg_catalog.quote_ident({}) || '.', pg_catalog.quote_ident(s.stxname))";
  const std::string qualified = fmt::format(fmt::runtime(name), scope.schema_name("m"));
  return select_text({
      .kind = "statistics",
      .name = qualified,
      .id = "s.tableoid, s.oid",
      .schema = scope.schema_name("m"),
      .host = "c.tableoid, c.oid, 0",
      .definition = fmt::format(
          "pg_catalog.regexp_replace(pg_catalog.pg_get_statisticsobjdef(s.oid), "
          "'^CREATE STATISTICS (\"[^\"]*\"|[^\". ])+\\.(\"([^\"]|\"\")*\"|[^\". ])+', "
          "'CREATE STATISTICS ' || pg_catalog.replace({}, '\\', '\\\\'))",
          qualified),
      .owner = "s.stxowner",
      .comment = "pg_catalog.obj_description(s.oid, 'pg_statistic_ext')",
      .from = tables(
                  scope,
                  "JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = c.oid JOIN "
                  "pg_catalog.pg_namespace "
                  "m ON m.oid = s.stxnamespace ") +
              "true",
  });
}

std::string statistics_target_query(const CatalogScope& scope) {
  const std::string qualified = fmt::format(
      "pg_catalog.concat(pg_catalog.quote_ident({}) || '.', pg_catalog.quote_ident(s.stxname))",
      scope.schema_name("m"));
  const std::string set = fmt::format(
      "pg_catalog.format('ALTER STATISTICS %s SET STATISTICS %s', {}, s.stxstattarget)", qualified);
  return select_text({
      .kind = "target",
      .name = fmt::format("'of statistics ' || {}", qualified),
      .host = "s.tableoid, s.oid, 0",
      .definition = set,
      .drop =
          fmt::format("pg_catalog.format('ALTER STATISTICS %s SET STATISTICS -1', {})", qualified),
      .replace = set,
      .from = tables(
                  scope,
                  "JOIN pg_catalog.pg_statistic_ext s ON s.stxrelid = c.oid JOIN "
                  "pg_catalog.pg_namespace "
                  "m ON m.oid = s.stxnamespace ") +
              "s.stxstattarget >= 0",
  });
}

}  // namespace

std::vector<std::string> table_part_queries(const CatalogScope& scope, const RareKinds& kinds) {
  std::vector<std::string> queries{identity_comment_query(scope)};
  if (kinds.row_security)
    std::ranges::move(row_security_queries(scope), std::back_inserter(queries));
  if (kinds.replica_identities)
    std::ranges::move(replica_identity_queries(scope), std::back_inserter(queries));
  if (kinds.marked_indexes) queries.push_back(clustering_query(scope));
  if (kinds.statistics) {
    queries.push_back(statistics_query(scope));
    queries.push_back(statistics_target_query(scope));
  }
  if (kinds.children) {
    queries.push_back(inherited_default_query(scope));
    queries.push_back(inherited_null_query(scope));
    queries.push_back(inherited_comment_query(scope));
    queries.push_back(inherited_check_comment_query(scope));
  }
  return queries;
}

std::vector<std::string> column_part_queries(const CatalogScope& scope) {
  return {
      storage_query(scope),
      column_query(
          scope,
          "statistics target",
          "'SET STATISTICS ' || a.attstattarget",
          "'SET STATISTICS -1'",
          "a.attstattarget >= 0"),
      distinct_query(scope),
      compression_query(scope)};
}

}  // namespace migrate::dialect::postgresql
