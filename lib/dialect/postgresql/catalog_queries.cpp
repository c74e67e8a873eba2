#include "dialect/postgresql/catalog_queries.hpp"

#include <string_view>

#include <fmt/format.h>

#include "dialect/postgresql/rare_kinds.hpp"

namespace migrate::dialect::postgresql {
namespace {

// Everywhere: c is a relation, n its schema, d a comment. An expression that must be there and is
// not, because somebody has dropped it since the snapshot, is the empty text.

constexpr int version_15 = 150000;
constexpr int version_18 = 180000;

std::string comment_join(std::string_view catalog, std::string_view oid, std::string_view number) {
  return fmt::format(
      " LEFT JOIN pg_catalog.pg_description d ON d.objoid = {} "
      "AND d.classoid = 'pg_catalog.{}'::regclass AND d.objsubid = {}",
      oid,
      catalog,
      number);
}

/// What is a table to us.
std::string table_condition(const CatalogScope& scope, std::string_view c) {
  return fmt::format("{0}.relkind IN ('r', 'p') AND {1}", c, scope.relation(c));
}

/// Relations, for a FROM.
constexpr std::string_view from_relations = " FROM pg_catalog.pg_class c";
constexpr std::string_view schema_join =
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace";

std::string schemas_query(const CatalogScope& scope) {
  return fmt::format(
      "SELECT n.nspname, d.description, n.oid FROM pg_catalog.pg_namespace n{} WHERE {}",
      comment_join("pg_namespace", "n.oid", "0"),
      scope.listed_schema("n"));
}

/// Enumerations and domains of all schemas, for columns may have them, and other types whose
/// collation is not the database's.
std::string types_query(const CatalogScope& scope) {
  return fmt::format(
      "SELECT t.oid, t.typtype, t.typarray, t.typbasetype, t.typcollation, {}, t.typname, "
      "CASE WHEN t.typtype = 'e' THEN ARRAY(SELECT e.enumlabel FROM pg_catalog.pg_enum e "
      "WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) END, "
      "t.typtype = 'e' AND {} AND {}, d.description "
      "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace{} "
      "WHERE t.typtype IN ('e', 'd') OR t.typcollation NOT IN (0, 100)",
      scope.schema_name("n"),
      scope.schema("t.typnamespace"),
      no_extension_member("t.oid", "pg_type"),
      comment_join("pg_type", "t.oid", "0"));
}

std::string collations_query() {
  return "SELECT o.oid, CASE WHEN pg_catalog.pg_collation_is_visible(o.oid) THEN o.collname::text "
         "ELSE n.nspname::text || '.' || o.collname END FROM pg_catalog.pg_collation o "
         "JOIN pg_catalog.pg_namespace n ON n.oid = o.collnamespace WHERE o.collencoding IN (-1, "
         "(SELECT b.encoding FROM pg_catalog.pg_database b "
         "WHERE b.datname = pg_catalog.current_database()))";
}

/// Those of btree: for other indexes the server prints which ones are not the defaults.
std::string operator_classes_query() {
  return "SELECT o.oid, CASE WHEN pg_catalog.pg_opclass_is_visible(o.oid) "
         "THEN pg_catalog.quote_ident(o.opcname) ELSE "
         "pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.opcname) END, "
         "o.opcintype, o.opcdefault FROM pg_catalog.pg_opclass o "
         "JOIN pg_catalog.pg_namespace n ON n.oid = o.opcnamespace "
         "JOIN pg_catalog.pg_am a ON a.oid = o.opcmethod WHERE a.amname = 'btree'";
}

constexpr std::string_view tablespace_name =
    "nullif(s.spcname, pg_catalog.current_setting('default_tablespace'))";

std::string tables_query(const CatalogScope& scope) {
  return fmt::format(
      "SELECT c.oid, {}, c.relname, c.relpersistence, "
      "CASE WHEN c.relkind = 'p' THEN coalesce(pg_catalog.pg_get_partkeydef(c.oid), '') END, "
      "c.reloptions, t.reloptions, {}, "
      "nullif(a.amname, pg_catalog.current_setting('default_table_access_method')), "
      "d.description{}{} "
      "LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL "
      "LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace "
      "LEFT JOIN pg_catalog.pg_am a ON a.oid = c.relam{} WHERE {}",
      scope.schema_name("n"),
      tablespace_name,
      from_relations,
      schema_join,
      comment_join("pg_class", "c.oid", "0"),
      table_condition(scope, "c"));
}

std::string parents_query(const CatalogScope& scope) {
  return fmt::format(
      "SELECT i.inhrelid, {}, p.relname, CASE WHEN c.relispartition THEN coalesce("
      "pg_catalog.pg_get_expr(c.relpartbound, c.oid), '') END{} "
      "JOIN pg_catalog.pg_inherits i ON i.inhrelid = c.oid "
      "JOIN pg_catalog.pg_class p ON p.oid = i.inhparent "
      "JOIN pg_catalog.pg_namespace m ON m.oid = p.relnamespace WHERE {} "
      "ORDER BY i.inhrelid, i.inhseqno",
      scope.schema_name("m"),
      from_relations,
      table_condition(scope, "c"));
}

/// Whether what a child has of its own and from its parents is its own to us, too: where a parent
/// is not looked at, nobody would know what comes from there.
std::string is_of_parents(const CatalogScope& scope) {
  return fmt::format(
      "NOT EXISTS (SELECT FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class p ON p.oid = "
      "h.inhparent WHERE h.inhrelid = c.oid AND NOT ({}))",
      table_condition(scope, "p"));
}

/// Whether the table lists the column. From a parent, a child has neither an identity nor another
/// value that is generated.
std::string lists_column(const CatalogScope& scope) {
  return fmt::format(
      "CASE WHEN a.attinhcount = 0 OR c.relispartition THEN a.attislocal "
      "WHEN a.attidentity <> '' THEN true WHEN a.attgenerated <> '' AND NOT EXISTS (SELECT FROM "
      "pg_catalog.pg_inherits h JOIN pg_catalog.pg_attribute b ON b.attrelid = h.inhparent AND "
      "b.attname = a.attname JOIN pg_catalog.pg_attrdef g ON g.adrelid = b.attrelid AND g.adnum = "
      "b.attnum WHERE h.inhrelid = c.oid AND b.attgenerated = a.attgenerated AND "
      "pg_catalog.pg_get_expr(g.adbin, g.adrelid) = pg_catalog.pg_get_expr(f.adbin, f.adrelid)) "
      "THEN true ELSE a.attislocal AND {} END",
      is_of_parents(scope));
}

/// A default names no columns, so it can be printed without opening the table, which would take
/// most of the time, and a lock.
std::string columns_query(const CatalogScope& scope) {
  return fmt::format(
      "SELECT a.attrelid, a.attnum, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), "
      "a.atttypid, nullif(a.attcollation, t.typcollation), a.attnotnull, "
      "CASE WHEN a.atthasdef THEN coalesce(pg_catalog.pg_get_expr(f.adbin, "
      "CASE WHEN a.attgenerated = '' THEN 0 ELSE f.adrelid END), '') END, "
      "a.attgenerated, a.attidentity, {}, d.description, {}{} "
      "JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid "
      "JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
      "LEFT JOIN pg_catalog.pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum{} "
      "WHERE a.attnum > 0 AND NOT a.attisdropped AND {}",
      lists_column(scope),
      has_column_parts(),
      from_relations,
      comment_join("pg_class", "a.attrelid", "a.attnum"),
      table_condition(scope, "c"));
}

/// A sequence that belongs to a column is looked at when the column's table is.
std::string sequences_query(const CatalogScope& scope) {
  return fmt::format(
      "SELECT {}, c.relname, pg_catalog.format_type(q.seqtypid, NULL), q.seqstart, q.seqincrement, "
      "q.seqmin, q.seqmax, q.seqcache, q.seqcycle, o.deptype, o.refobjid, o.refobjsubid, "
      "d.description, c.oid{}{} JOIN pg_catalog.pg_sequence q ON q.seqrelid = c.oid "
      "LEFT JOIN pg_catalog.pg_depend o ON o.classid = 'pg_catalog.pg_class'::regclass "
      "AND o.objid = c.oid AND o.objsubid = 0 AND o.refclassid = 'pg_catalog.pg_class'::regclass "
      "AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i') "
      "LEFT JOIN pg_catalog.pg_class t ON t.oid = o.refobjid{} WHERE c.relkind = 'S' AND {} "
      "AND CASE WHEN t.oid IS NULL THEN {} ELSE {} END",
      scope.schema_name("n"),
      from_relations,
      schema_join,
      comment_join("pg_class", "c.oid", "0"),
      scope.schema("c.relnamespace"),
      scope.relation("c"),
      table_condition(scope, "t"));
}

/// Columns of tables that are not looked at, to which foreign keys refer.
std::string referred_columns_query(const CatalogScope& scope) {
  return fmt::format(
      "SELECT DISTINCT r.oid, {}, r.relname, a.attnum, a.attname{} "
      "JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid "
      "JOIN pg_catalog.pg_class r ON r.oid = k.confrelid "
      "JOIN pg_catalog.pg_namespace m ON m.oid = r.relnamespace "
      "JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum = ANY (k.confkey) "
      "WHERE k.contype = 'f' AND k.conparentid = 0 AND {} AND k.confrelid NOT IN "
      "(SELECT t.oid FROM pg_catalog.pg_class t WHERE {})",
      scope.schema_name("m"),
      from_relations,
      table_condition(scope, "c"),
      table_condition(scope, "t"));
}

/// The print of an index.
constexpr std::string_view index_definition =
    "coalesce(pg_catalog.pg_get_indexdef(i.indexrelid), '')";

constexpr std::string_view index_keys =
    "i.indnkeyatts, i.indkey, i.indclass, i.indcollation, i.indoption";

std::string_view nulls_not_distinct(int version) {
  return version >= version_15 ? "i.indnullsnotdistinct" : "false";
}

/// The operators of an exclusion constraint, as SQL.
constexpr std::string_view exclusion_operators =
    "ARRAY(SELECT CASE WHEN pg_catalog.pg_operator_is_visible(o.oid) THEN o.oprname::text ELSE "
    "'OPERATOR(' || pg_catalog.quote_ident(s.nspname) || '.' || o.oprname || ')' END "
    "FROM pg_catalog.unnest(k.conexclop) WITH ORDINALITY AS u (oid, place) "
    "JOIN pg_catalog.pg_operator o ON o.oid = u.oid "
    "JOIN pg_catalog.pg_namespace s ON s.oid = o.oprnamespace ORDER BY u.place)";

/// The columns of an index are needed where they are more than those of its constraint, or others.
std::string constraints_query(const CatalogScope& scope, int version) {
  return fmt::format(
      "SELECT k.conrelid, k.contype, k.conname, k.conkey, k.condeferrable, k.condeferred, "
      "k.convalidated, k.connoinherit, {}, {}, "
      "k.confrelid, k.confkey, k.confupdtype, k.confdeltype, k.confmatchtype, {}, "
      "CASE WHEN k.contype = 'c' "
      "THEN coalesce(pg_catalog.pg_get_expr(k.conbin, k.conrelid), '') END, "
      "{}, CASE WHEN i.indnatts > i.indnkeyatts OR k.contype = 'x' THEN i.indnkeyatts END, "
      "CASE WHEN i.indnatts > i.indnkeyatts OR k.contype = 'x' THEN i.indkey END, "
      "CASE WHEN k.contype = 'x' THEN (SELECT m.amname FROM pg_catalog.pg_class x "
      "JOIN pg_catalog.pg_am m ON m.oid = x.relam WHERE x.oid = k.conindid) END, "
      "CASE WHEN k.contype = 'x' THEN {} END, CASE WHEN k.contype = 'x' THEN {} END, "
      "d.description{} JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid "
      "LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = k.conindid "
      "AND k.contype IN ('p', 'u', 'x'){} "
      "WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0 AND k.conislocal AND "
      "(k.coninhcount = 0 OR c.relispartition OR {}) AND {}",
      version >= version_18 ? "k.conenforced" : "true",
      version >= version_18 ? "k.conperiod" : "false",
      version >= version_15 ? "k.confdelsetcols" : "NULL",
      nulls_not_distinct(version),
      index_definition,
      exclusion_operators,
      from_relations,
      comment_join("pg_constraint", "k.oid", "0"),
      is_of_parents(scope),
      table_condition(scope, "c"));
}

std::string indexes_query(const CatalogScope& scope, int version) {
  return fmt::format(
      "SELECT i.indrelid, x.relname, i.indisunique, {}, {}, nullif(m.amname, 'btree'), "
      "CASE WHEN i.indexprs IS NOT NULL OR i.indpred IS NOT NULL OR m.amname <> 'btree' THEN {} "
      "END, "
      "x.reloptions, {}, d.description{} JOIN pg_catalog.pg_index i ON i.indrelid = c.oid "
      "JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid "
      "JOIN pg_catalog.pg_am m ON m.oid = x.relam "
      "LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = x.reltablespace{} "
      "WHERE i.indisvalid AND i.indislive AND NOT i.indisprimary AND {} "
      "AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid = i.indexrelid) "
      "AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid "
      "AND k.contype IN ('u', 'x'))",
      nulls_not_distinct(version),
      index_keys,
      index_definition,
      tablespace_name,
      from_relations,
      comment_join("pg_class", "x.oid", "0"),
      table_condition(scope, "c"));
}

}  // namespace

std::vector<std::string> catalog_queries(const CatalogScope& scope, int version) {
  return {
      schemas_query(scope),
      types_query(scope),
      collations_query(),
      operator_classes_query(),
      tables_query(scope),
      parents_query(scope),
      columns_query(scope),
      sequences_query(scope),
      referred_columns_query(scope),
      constraints_query(scope, version),
      indexes_query(scope, version),
  };
}

}  // namespace migrate::dialect::postgresql
