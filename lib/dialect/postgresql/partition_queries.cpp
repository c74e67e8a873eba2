#include <string_view>

#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// What a table has of the one that it is a partition of, or inherits from, in another way than the
// server would make it.
namespace migrate::dialect::postgresql {
namespace {

constexpr std::string_view from_tables =
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid ";

/// Behind it stands what holds for a row c of pg_class.
std::string where(const CatalogScope& scope, std::string_view condition) {
  return fmt::format("WHERE c.relkind IN ('r', 'p') AND {} AND {}", scope.relation("c"), condition);
}

/// A partition is made with its table, and can be taken out and put in again.
std::string attachment_query(const CatalogScope& scope) {
  return select_text({
      .kind = "attachment",
      .name = "'of table ' || c.oid::regclass",
      .host = "c.tableoid, c.oid, 0",
      .needs = "c.tableoid, h.inhparent, 0",
      .definition = "pg_catalog.format('ALTER TABLE %s ATTACH PARTITION %s %s', "
                    "h.inhparent::regclass, c.oid::regclass, "
                    "pg_catalog.pg_get_expr(c.relpartbound, c.oid))",
      .drop = "pg_catalog.format('ALTER TABLE %s DETACH PARTITION %s', h.inhparent::regclass, "
              "c.oid::regclass)",
      .is_inline = "true",
      .from = std::string(from_tables) + where(scope, "c.relispartition"),
  });
}

/// Of index_name_query: the name that the server would choose with the number that the index has,
/// which is a part of the word then.
constexpr std::string_view numbered_joins =
    "CROSS JOIN LATERAL (SELECT pg_catalog.\"substring\"(x.relname, w.word || '([0-9]*)$') AS "
    "text) m CROSS JOIN LATERAL (SELECT 63 - pg_catalog.length(w.word || coalesce(m.text, '')) "
    "AS room) o CROSS JOIN LATERAL (SELECT pg_catalog.\"left\"(c.relname, GREATEST(o.room - "
    "u.size, o.room / 2)) AS text) q CROSS JOIN LATERAL (SELECT q.text || pg_catalog.\"left\"("
    "w.columns, o.room - pg_catalog.length(q.text)) || w.word || coalesce(m.text, '') AS name) "
    "z ";

/// What a partition calls its part of an index of the parent, where the server would call it
/// otherwise: by the table, the columns and a word. Its shape is "usual" where that would be the
/// name of another table, for this one may have been called so.
std::string index_name_query(const CatalogScope& scope) {
  // As makeObjectName does it: of the table and the columns, the longer one is cut until all fits.
  constexpr std::string_view joins =
      "JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisvalid "
      "JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid AND x.relispartition "
      "JOIN pg_catalog.pg_index r ON r.indexrelid = pg_catalog.pg_partition_root(x.oid) AND "
      "r.indisvalid JOIN pg_catalog.pg_class y ON y.oid = r.indexrelid "
      "LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = x.oid AND k.conrelid = c.oid AND "
      "k.contype IN ('p', 'u', 'x') "
      "LEFT JOIN pg_catalog.pg_constraint l ON l.conindid = y.oid AND l.conrelid = r.indrelid AND "
      "l.contype IN ('p', 'u', 'x') "
      "CROSS JOIN LATERAL (SELECT CASE k.contype WHEN 'p' THEN '' ELSE (SELECT "
      "pg_catalog.string_agg('_' || a.attname, '' ORDER BY a.attnum) FROM "
      "pg_catalog.pg_attribute a WHERE a.attrelid = y.oid) END AS columns, CASE k.contype WHEN 'p' "
      "THEN '_pkey' WHEN 'u' THEN '_key' WHEN 'x' THEN '_excl' ELSE '_idx' END AS word) w "
      "CROSS JOIN LATERAL (SELECT 63 - pg_catalog.length(w.word) AS room, "
      "pg_catalog.length(w.columns) AS size) u "
      "CROSS JOIN LATERAL (SELECT pg_catalog.\"left\"(c.relname, GREATEST(u.room - u.size, "
      "u.room / 2)) AS text) t "
      "CROSS JOIN LATERAL (SELECT t.text || pg_catalog.\"left\"(w.columns, u.room - "
      "pg_catalog.length(t.text)) || w.word AS name) v ";
  constexpr std::string_view plain_name = "pg_catalog.rtrim(x.relname, '0123456789')";
  constexpr std::string_view condition =
      "c.relispartition AND (k.oid IS NULL) = (l.oid IS NULL) AND x.relname <> z.name";
  // Where all of it does not fit, any columns will do.
  constexpr std::string_view is_usual =
      "CASE WHEN {0} LIKE '%' || w.word AND pg_catalog.length(c.relname) + u.size > u.room OR "
      "pg_catalog.\"right\"({0}, u.size + pg_catalog.length(w.word)) = w.columns || w.word "
      "THEN '{{usual}}'::pg_catalog.text[] END";
  constexpr std::string_view rename =
      "pg_catalog.concat('ALTER INDEX ', pg_catalog.quote_ident({0}) || '.', "
      "pg_catalog.quote_ident({1}), ' RENAME TO ', pg_catalog.quote_ident({2}))";
  const std::string schema = scope.schema_name("n");
  return select_text({
      .kind = "name",
      .name = "'of index ' || x.oid::regclass",
      .schema = schema,
      .relation_name = "x.relname",
      .host = "c.tableoid, c.oid, 0",
      .needs = "c.tableoid, r.indrelid, 0",
      .needed_part =
          "CASE WHEN l.oid IS NULL THEN 'i' ELSE 'k' END, coalesce(l.conname, y.relname)",
      .definition = "pg_catalog.format('INDEX %I ON %s: part of %I', x.relname, c.oid::regclass, "
                    "y.relname)",
      .create = fmt::format(fmt::runtime(rename), schema, "v.name", "x.relname"),
      .drop = fmt::format(fmt::runtime(rename), schema, "x.relname", "v.name"),
      .shape = fmt::format(fmt::runtime(is_usual), plain_name),
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace {}{}{}",
          "FROM pg_catalog.pg_class c ",
          joins,
          numbered_joins,
          where(scope, condition)),
  });
}

/// A key that a partition has by itself, and that is its part of an index of the parent; its shape
/// is its name.
std::string key_attachment_query(const CatalogScope& scope) {
  return select_text({
      .kind = "key attachment",
      .name = "pg_catalog.format('of constraint %I on %s', k.conname, c.oid::regclass)",
      .host = "c.tableoid, c.oid, 0",
      .needs = "c.tableoid, r.indrelid, 0",
      .needed_part = "'i', y.relname",
      .definition =
          "pg_catalog.format('ALTER INDEX %s ATTACH PARTITION %s', h.inhparent::regclass, "
          "k.conindid::regclass)",
      .drop = "''",
      .shape = "ARRAY[k.conname]",
      .from = fmt::format(
          "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid "
          "JOIN pg_catalog.pg_inherits h ON h.inhrelid = k.conindid JOIN pg_catalog.pg_index r ON "
          "r.indexrelid = pg_catalog.pg_partition_root(k.conindid) JOIN pg_catalog.pg_class y ON "
          "y.oid = r.indexrelid {}",
          where(scope, "k.contype IN ('p', 'u') AND k.conparentid = 0 AND r.indisvalid")),
  });
}

/// A check that was not tried on the rows of the parent, but was on those of this table, which was
/// made when it was there already. Nothing takes that back but another check.
std::string validation_query(const CatalogScope& scope) {
  return select_text({
      .kind = "validation",
      .name = "pg_catalog.format('of constraint %I on %s', k.conname, c.oid::regclass)",
      .host = "c.tableoid, c.oid, 0",
      .needs = "c.tableoid, p.conrelid, 0",
      .needed_part = "'k', p.conname",
      .definition = "pg_catalog.format('ALTER TABLE %s VALIDATE CONSTRAINT %I', c.oid::regclass, "
                    "k.conname)",
      .drop = "''",
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid JOIN "
          "pg_catalog.pg_constraint p ON p.conrelid = h.inhparent AND p.contype = k.contype AND "
          "p.conname = k.conname {}",
          from_tables,
          where(
              scope,
              "k.contype = 'c' AND k.convalidated AND k.coninhcount > 0 AND NOT p.convalidated")),
  });
}

/// What is said of something that a table has from another one, which has no comment from there.
std::string comment_query(ObjectQuery query, std::string_view what, const std::string& from) {
  const std::string set =
      fmt::format("pg_catalog.format('COMMENT ON %s IS %L', {}, d.description)", what);
  const std::string unset = fmt::format("pg_catalog.format('COMMENT ON %s IS NULL', {})", what);
  query.kind = "comment";
  query.host = "c.tableoid, c.oid, 0";
  query.definition = set;
  query.drop = unset;
  query.replace = set;
  query.from = from;
  return select_text(query);
}

/// Those of checks are read where all are that come from parents.
std::string constraint_comment_query(const CatalogScope& scope) {
  const std::string from = fmt::format(
      "{}JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype <> 'c' AND "
      "(k.conparentid <> 0 OR NOT k.conislocal) JOIN pg_catalog.pg_description d ON d.classoid = "
      "k.tableoid AND d.objoid = "
      "k.oid LEFT JOIN pg_catalog.pg_constraint p ON p.conrelid = h.inhparent AND (p.oid = "
      "k.conparentid OR k.conparentid = 0 AND p.contype = k.contype AND p.conname = k.conname) {}",
      from_tables,
      where(scope, "true"));
  return comment_query(
      {.name = "pg_catalog.format('of constraint %I on %s', k.conname, c.oid::regclass)",
       .needs = "c.tableoid, p.conrelid, 0",
       .needed_part = "'k', p.conname"},
      "pg_catalog.format('CONSTRAINT %I ON %s', k.conname, c.oid::regclass)",
      from);
}

std::string trigger_comment_query(const CatalogScope& scope) {
  const std::string from = fmt::format(
      "{}JOIN pg_catalog.pg_trigger t ON t.tgrelid = c.oid AND t.tgparentid <> 0 JOIN "
      "pg_catalog.pg_description d ON d.classoid = t.tableoid AND d.objoid = t.oid LEFT JOIN "
      "pg_catalog.pg_trigger p ON p.tgrelid = pg_catalog.pg_partition_root(c.oid) AND p.tgname = "
      "t.tgname {}",
      from_tables,
      where(scope, "true"));
  return comment_query(
      {.name = "pg_catalog.format('of trigger %I on %s', t.tgname, c.oid::regclass)",
       .needs = "p.tableoid, p.oid, 0"},
      "pg_catalog.format('TRIGGER %I ON %s', t.tgname, c.oid::regclass)",
      from);
}

}  // namespace

std::vector<std::string> partition_queries(const CatalogScope& scope) {
  return {
      attachment_query(scope),
      index_name_query(scope),
      key_attachment_query(scope),
      validation_query(scope),
      constraint_comment_query(scope),
      trigger_comment_query(scope)};
}

}  // namespace migrate::dialect::postgresql
