#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"
#include "dialect/postgresql/object_text.hpp"

// What the server runs functions for: languages, casts, transforms, conversions, access methods.
namespace migrate::dialect::postgresql {
namespace {

/// The oids that the server gives to what users make begin here.
constexpr std::string_view first_user_oid = "16384";

std::string made_by_user(
    const CatalogScope& scope, std::string_view oid, std::string_view catalog) {
  return fmt::format(
      "{0} >= {1} AND {2} AND {3}",
      oid,
      first_user_oid,
      scope.everything(),
      no_extension_member(oid, catalog));
}

std::string language_query(const CatalogScope& scope) {
  constexpr std::string_view rest =
      " || pg_catalog.format('%sLANGUAGE %I', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE '' "
      "END, l.lanname) || CASE WHEN l.lanplcallfoid <> 0 THEN ' HANDLER ' || "
      "l.lanplcallfoid::regproc ELSE '' END || CASE WHEN l.laninline <> 0 THEN ' INLINE ' || "
      "l.laninline::regproc ELSE '' END || CASE WHEN l.lanvalidator <> 0 THEN ' VALIDATOR ' || "
      "l.lanvalidator::regproc ELSE '' END";
  return select_text({
      .kind = "language",
      .name = "pg_catalog.quote_ident(l.lanname)",
      .id = "l.tableoid, l.oid",
      .definition = "'CREATE '" + std::string(rest),
      .replace = "'CREATE OR REPLACE '" + std::string(rest),
      .owner = "l.lanowner",
      .comment = "pg_catalog.obj_description(l.oid, 'pg_language')",
      .from = fmt::format(
          "FROM pg_catalog.pg_language l WHERE {}", made_by_user(scope, "l.oid", "pg_language")),
  });
}

/// Whether something of a schema is looked at, or comes with the server.
std::string is_known(const CatalogScope& scope, std::string_view oid, std::string_view schema) {
  return fmt::format("({} < {} OR {})", oid, first_user_oid, scope.schema(schema));
}

/// A cast has no schema; it is looked at where all that it is about is.
std::string cast_query(const CatalogScope& scope) {
  constexpr std::string_view name =
      "pg_catalog.format('(%s AS %s)', pg_catalog.format_type(c.castsource, NULL), "
      "pg_catalog.format_type(c.casttarget, NULL))";
  return select_text({
      .kind = "cast",
      .name = name,
      .id = "c.tableoid, c.oid",
      .definition = fmt::format(
          "pg_catalog.format('CREATE CAST %s %s%s', {}, CASE c.castmethod WHEN 'f' THEN "
          "'WITH FUNCTION ' || c.castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT' ELSE "
          "'WITHOUT FUNCTION' END, CASE c.castcontext WHEN 'i' THEN ' AS IMPLICIT' WHEN 'a' THEN "
          "' AS ASSIGNMENT' ELSE '' END)",
          name),
      .comment = "pg_catalog.obj_description(c.oid, 'pg_cast')",
      .from = fmt::format(
          "FROM pg_catalog.pg_cast c JOIN pg_catalog.pg_type s ON s.oid = c.castsource JOIN "
          "pg_catalog.pg_type t ON t.oid = c.casttarget LEFT JOIN pg_catalog.pg_proc p ON p.oid = "
          "c.castfunc WHERE {} AND {} AND {} AND (p.oid IS NULL OR {}) AND NOT EXISTS (SELECT FROM "
          // That of a range to its multirange comes with the type.
          "pg_catalog.pg_depend i WHERE i.classid = c.tableoid AND i.objid = c.oid AND i.deptype = "
          "'i')",
          made_by_user(scope, "c.oid", "pg_cast"),
          is_known(scope, "s.oid", "s.typnamespace"),
          is_known(scope, "t.oid", "t.typnamespace"),
          is_known(scope, "p.oid", "p.pronamespace")),
  });
}

std::string transform_query(const CatalogScope& scope) {
  constexpr std::string_view name =
      "pg_catalog.format('FOR %s LANGUAGE %I', pg_catalog.format_type(f.trftype, NULL), "
      "l.lanname)";
  const std::string rest = fmt::format(
      "pg_catalog.format('TRANSFORM %s (%s)', {}, pg_catalog.concat_ws(', ', CASE WHEN "
      "f.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' || f.trffromsql::regprocedure END, CASE "
      "WHEN f.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || f.trftosql::regprocedure END))",
      name);
  return select_text({
      .kind = "transform",
      .name = name,
      .id = "f.tableoid, f.oid",
      .definition = "'CREATE ' || " + rest,
      .replace = "'CREATE OR REPLACE ' || " + rest,
      .comment = "pg_catalog.obj_description(f.oid, 'pg_transform')",
      .from = fmt::format(
          "FROM pg_catalog.pg_transform f JOIN pg_catalog.pg_language l ON l.oid = f.trflang JOIN "
          "pg_catalog.pg_type t ON t.oid = f.trftype WHERE {} AND {}",
          made_by_user(scope, "f.oid", "pg_transform"),
          is_known(scope, "t.oid", "t.typnamespace")),
  });
}

std::string conversion_query(const CatalogScope& scope) {
  const std::string name = qualified_name("pg_conversion_is_visible", "c.oid", "c.conname", "n");
  return select_text({
      .kind = "conversion",
      .name = name,
      .id = "c.tableoid, c.oid",
      .schema = scope.schema_name("n"),
      .definition = fmt::format(
          "pg_catalog.format('CREATE %sCONVERSION %s FOR %L TO %L FROM %s', CASE WHEN "
          "c.condefault THEN 'DEFAULT ' ELSE '' END, {}, pg_catalog.pg_encoding_to_char("
          "c.conforencoding), pg_catalog.pg_encoding_to_char(c.contoencoding), "
          "c.conproc::regproc)",
          name),
      .owner = "c.conowner",
      .comment = "pg_catalog.obj_description(c.oid, 'pg_conversion')",
      .from = fmt::format(
          "FROM pg_catalog.pg_conversion c JOIN pg_catalog.pg_namespace n ON n.oid = "
          "c.connamespace WHERE {} AND {}",
          made_by_user(scope, "c.oid", "pg_conversion"),
          scope.schema("c.connamespace")),
  });
}

std::string access_method_query(const CatalogScope& scope) {
  return select_text({
      .kind = "access method",
      .name = "pg_catalog.quote_ident(a.amname)",
      .id = "a.tableoid, a.oid",
      .definition = "pg_catalog.format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', a.amname, "
                    "CASE a.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END, a.amhandler)",
      .comment = "pg_catalog.obj_description(a.oid, 'pg_am')",
      .from =
          fmt::format("FROM pg_catalog.pg_am a WHERE {}", made_by_user(scope, "a.oid", "pg_am")),
  });
}

}  // namespace

std::vector<std::string> language_queries(const CatalogScope& scope) {
  return {
      language_query(scope),
      cast_query(scope),
      transform_query(scope),
      conversion_query(scope),
      access_method_query(scope)};
}

}  // namespace migrate::dialect::postgresql
