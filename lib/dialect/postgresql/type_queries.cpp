#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// Domains, composite types, ranges, collations.
namespace migrate::dialect::postgresql {
namespace {

constexpr std::string_view type_join =
    "FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace ";

constexpr std::string_view type_name = "pg_catalog.format_type(t.oid, NULL)";

constexpr std::string_view type_comment = "pg_catalog.obj_description(t.oid, 'pg_type')";

std::string own_type(const CatalogScope& scope) {
  return fmt::format(
      "{} AND {} AND {}",
      scope.everything(),
      scope.schema("t.typnamespace"),
      no_extension_member("t.oid", "pg_type"));
}

/// " COLLATE c" where it is not the type's own.
std::string collate(std::string_view collation, std::string_view usual) {
  return fmt::format(
      "CASE WHEN {0} <> {1} THEN ' COLLATE ' || {0}::regcollation ELSE '' END", collation, usual);
}

constexpr std::string_view domain_default = "pg_catalog.pg_get_expr(t.typdefaultbin, 0)";

std::string domain_query(const CatalogScope& scope) {
  const std::string definition = fmt::format(
      "'CREATE DOMAIN ' || {} || ' AS ' || pg_catalog.format_type(t.typbasetype, t.typtypmod) || "
      "{}",
      type_name,
      collate("t.typcollation", "b.typcollation"));
  const std::string create = fmt::format(
      "{} || coalesce(' DEFAULT ' || {}, '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' "
      "END || coalesce((SELECT pg_catalog.string_agg(pg_catalog.format(' CONSTRAINT %I %s', "
      "k.conname, pg_catalog.pg_get_constraintdef(k.oid)), '' ORDER BY k.conname) FROM "
      "pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' "
      "AND k.convalidated), '')",
      definition,
      domain_default);
  return select_text({
      .kind = "domain",
      .name = type_name,
      .id = "t.tableoid, t.oid",
      .schema = scope.schema_name("n"),
      .type_name = "t.typname",
      .definition = definition,
      .create = create,
      .owner = "t.typowner",
      .comment = type_comment,
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype WHERE t.typtype = 'd' AND {}",
          type_join,
          own_type(scope)),
  });
}

std::string domain_default_query(const CatalogScope& scope) {
  const std::string set = fmt::format(
      "pg_catalog.format('ALTER DOMAIN %s SET DEFAULT %s', {}, {})", type_name, domain_default);
  return select_text({
      .kind = "default",
      .name = fmt::format("'of domain ' || {}", type_name),
      .host = "t.tableoid, t.oid, 0",
      .definition = set,
      .drop = fmt::format("pg_catalog.format('ALTER DOMAIN %s DROP DEFAULT', {})", type_name),
      .replace = set,
      .is_inline = "true",
      .from = fmt::format(
          "{}WHERE t.typtype = 'd' AND t.typdefaultbin IS NOT NULL AND {}",
          type_join,
          own_type(scope)),
  });
}

std::string domain_null_query(const CatalogScope& scope) {
  return select_text({
      .kind = "NOT NULL",
      .name = fmt::format("'of domain ' || {}", type_name),
      .host = "t.tableoid, t.oid, 0",
      .definition = fmt::format("pg_catalog.format('ALTER DOMAIN %s SET NOT NULL', {})", type_name),
      .drop = fmt::format("pg_catalog.format('ALTER DOMAIN %s DROP NOT NULL', {})", type_name),
      .is_inline = "true",
      .from = fmt::format(
          "{}WHERE t.typtype = 'd' AND t.typnotnull AND {}", type_join, own_type(scope)),
  });
}

/// What is not valid yet becomes so where it is.
std::string domain_constraint_query(const CatalogScope& scope) {
  return select_text({
      .kind = "constraint",
      .name = fmt::format("pg_catalog.format('%I ON DOMAIN %s', k.conname, {})", type_name),
      .id = "k.tableoid, k.oid",
      .host = "t.tableoid, t.oid, 0",
      .definition = fmt::format(
          "pg_catalog.format('ALTER DOMAIN %s ADD CONSTRAINT %I %s', {}, k.conname, "
          "pg_catalog.pg_get_constraintdef(k.oid))",
          type_name),
      .drop = fmt::format(
          "pg_catalog.format('ALTER DOMAIN %s DROP CONSTRAINT %I', {}, k.conname)", type_name),
      .replace = fmt::format(
          "CASE WHEN k.convalidated THEN pg_catalog.format("
          "'ALTER DOMAIN %s VALIDATE CONSTRAINT %I', {}, k.conname) END",
          type_name),
      .shape = "CASE WHEN k.convalidated THEN ARRAY[pg_catalog.pg_get_constraintdef(k.oid), "
               "'valid'] ELSE ARRAY[pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef("
               "k.oid), ' NOT VALID$', '')] END",
      .is_inline = "k.convalidated",
      .comment = "pg_catalog.obj_description(k.oid, 'pg_constraint')",
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_constraint k ON k.contypid = t.oid AND k.contype = 'c' WHERE {}",
          type_join,
          own_type(scope)),
  });
}

constexpr std::string_view attribute_join =
    "JOIN pg_catalog.pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT "
    "a.attisdropped JOIN pg_catalog.pg_type b ON b.oid = a.atttypid ";

constexpr std::string_view composite_condition =
    "EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')";

std::string attribute_text() {
  return fmt::format(
      "pg_catalog.format_type(a.atttypid, a.atttypmod) || {}",
      collate("a.attcollation", "b.typcollation"));
}

std::string composite_query(const CatalogScope& scope) {
  return select_text({
      .kind = "type",
      .name = type_name,
      .id = "t.tableoid, t.oid",
      .schema = scope.schema_name("n"),
      .relation_name = "t.typname",
      .type_name = "t.typname",
      .definition = fmt::format("pg_catalog.format('CREATE TYPE %s AS ()', {})", type_name),
      .create = fmt::format(
          "pg_catalog.format('CREATE TYPE %s AS (%s)', {}, (SELECT pg_catalog.string_agg("
          "pg_catalog.quote_ident(a.attname) || ' ' || {}, ', ' ORDER BY a.attnum) "
          "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type b ON b.oid = a.atttypid "
          "WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))",
          type_name,
          attribute_text()),
      .owner = "t.typowner",
      .comment = type_comment,
      .from = fmt::format("{}WHERE {} AND {}", type_join, composite_condition, own_type(scope)),
  });
}

std::string attribute_query(const CatalogScope& scope) {
  const auto alter = [](std::string_view verb, std::string_view end) {
    return fmt::format(
        "pg_catalog.format('ALTER TYPE %s {} ATTRIBUTE %I', {}, a.attname){}",
        verb,
        type_name,
        end);
  };
  const std::string text = attribute_text();
  return select_text({
      .kind = "attribute",
      .name = fmt::format("pg_catalog.format('%I of type %s', a.attname, {})", type_name),
      .host = "t.tableoid, t.oid, 0",
      .definition = alter("ADD", fmt::format(" || ' ' || {}", text)),
      .drop = alter("DROP", ""),
      .replace = alter("ALTER", fmt::format(" || ' TYPE ' || {}", text)),
      .is_inline = "true",
      .from = fmt::format(
          "{}{}WHERE {} AND {}", type_join, attribute_join, composite_condition, own_type(scope)),
  });
}

std::string attribute_comment_query(const CatalogScope& scope) {
  const auto text = [](std::string_view end) {
    return fmt::format(
        "pg_catalog.format('COMMENT ON COLUMN %s.%I IS {}', {}, a.attname, "
        "pg_catalog.col_description(a.attrelid, a.attnum))",
        end,
        type_name);
  };
  return select_text({
      .kind = "comment",
      .name = fmt::format("pg_catalog.format('of column %s.%I', {}, a.attname)", type_name),
      .host = "t.tableoid, t.oid, 0",
      .definition = text("%L"),
      .drop = text("NULL"),
      .replace = text("%L"),
      .from = fmt::format(
          "{}{}WHERE {} AND pg_catalog.col_description(a.attrelid, a.attnum) IS NOT NULL AND {}",
          type_join,
          attribute_join,
          composite_condition,
          own_type(scope)),
  });
}

std::string range_query(const CatalogScope& scope) {
  return select_text({
      .kind = "type",
      .name = type_name,
      .id = "t.tableoid, t.oid",
      .schema = scope.schema_name("n"),
      .type_name = "t.typname",
      .definition = fmt::format(
          "pg_catalog.format('CREATE TYPE %s AS RANGE (SUBTYPE = %s, SUBTYPE_OPCLASS = %s', {}, "
          "pg_catalog.format_type(r.rngsubtype, NULL), CASE WHEN "
          "pg_catalog.pg_opclass_is_visible(k.oid) THEN pg_catalog.quote_ident(k.opcname) ELSE "
          "pg_catalog.format('%I.%I', o.nspname, k.opcname) END) || CASE WHEN r.rngcollation <> 0 "
          "THEN ', COLLATION = ' || r.rngcollation::regcollation ELSE '' END || CASE WHEN "
          "r.rngcanonical <> 0 THEN ', CANONICAL = ' || r.rngcanonical::regproc ELSE '' END || "
          "CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || r.rngsubdiff::regproc ELSE '' "
          "END || coalesce(', MULTIRANGE_TYPE_NAME = ' || pg_catalog.format_type((j.r ->> "
          "'rngmultitypid')::oid, NULL), '') || ')'",
          type_name),
      .owner = "t.typowner",
      .comment = type_comment,
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid JOIN pg_catalog.pg_opclass k ON "
          "k.oid = r.rngsubopc JOIN pg_catalog.pg_namespace o ON o.oid = k.opcnamespace, LATERAL "
          "(SELECT pg_catalog.to_jsonb(r) AS r) AS j WHERE t.typtype = 'r' AND {}",
          type_join,
          own_type(scope)),
  });
}

/// Columns that only some versions have are looked for in the row as JSON.
std::string collation_query(const CatalogScope& scope) {
  return select_text({
      .kind = "collation",
      .name = "o.oid::regcollation",
      .id = "o.tableoid, o.oid",
      .schema = scope.schema_name("n"),
      .definition =
          "pg_catalog.format('CREATE COLLATION %s (PROVIDER = %s, %s, DETERMINISTIC = %s%s)', "
          "o.oid::regcollation, CASE o.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' "
          "ELSE 'libc' END, CASE WHEN o.collprovider = 'c' THEN pg_catalog.format("
          "'LC_COLLATE = %L, LC_CTYPE = %L', o.collcollate, o.collctype) ELSE pg_catalog.format("
          "'LOCALE = %L', coalesce(j.o ->> 'colllocale', j.o ->> 'colliculocale', "
          "o.collcollate)) END, o.collisdeterministic::text, CASE WHEN j.o ->> 'collicurules' <> "
          "'' THEN pg_catalog.format(', RULES = %L', j.o ->> 'collicurules') ELSE '' END)",
      // Nothing but a copy of one of the server's is for all encodings, which makes no difference:
      // of a database that has one encoding, pg_dump does not write it either.
      .create = "CASE WHEN o.collprovider = 'c' AND o.collencoding = -1 THEN pg_catalog.format("
                "'CREATE COLLATION %s FROM pg_catalog.%I', o.oid::regcollation, o.collcollate) "
                "ELSE '' END",
      .owner = "o.collowner",
      .comment = "pg_catalog.obj_description(o.oid, 'pg_collation')",
      .from = fmt::format(
          "FROM pg_catalog.pg_collation o JOIN pg_catalog.pg_namespace n ON n.oid = "
          "o.collnamespace, LATERAL (SELECT pg_catalog.to_jsonb(o) AS o) AS j WHERE {} AND {} "
          "AND {}",
          scope.everything(),
          scope.schema("o.collnamespace"),
          no_extension_member("o.oid", "pg_collation")),
  });
}

}  // namespace

std::vector<std::string> type_queries(const CatalogScope& scope, const RareKinds& kinds) {
  std::vector<std::string> queries;
  if (kinds.domains) {
    queries.push_back(domain_query(scope));
    queries.push_back(domain_default_query(scope));
    queries.push_back(domain_null_query(scope));
    queries.push_back(domain_constraint_query(scope));
  }
  if (kinds.composite_types) {
    queries.push_back(composite_query(scope));
    queries.push_back(attribute_query(scope));
    queries.push_back(attribute_comment_query(scope));
  }
  if (kinds.ranges) queries.push_back(range_query(scope));
  if (kinds.collations) queries.push_back(collation_query(scope));
  return queries;
}

}  // namespace migrate::dialect::postgresql
