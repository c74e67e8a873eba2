#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"

// Who may do what with things that are not made yet. Those of a schema come on top of those of the
// role, and these in place of the ones that the server knows.
namespace migrate::dialect::postgresql {
namespace {

constexpr std::string_view usual =
    "CASE d.defaclnamespace WHEN 0 THEN pg_catalog.acldefault(CASE d.defaclobjtype WHEN 'S' THEN "
    "'s' ELSE d.defaclobjtype END, d.defaclrole) END";

std::string default_privilege_query(
    const CatalogScope& scope, std::string_view more, std::string_view less, bool is_granted) {
  constexpr std::string_view grantee =
      "CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE "
      "pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) END";
  constexpr std::string_view kind =
      "CASE d.defaclobjtype WHEN 'r' THEN 'TABLES' WHEN 'S' THEN 'SEQUENCES' WHEN 'f' THEN "
      "'FUNCTIONS' WHEN 'T' THEN 'TYPES' ELSE 'SCHEMAS' END";
  // Somebody other than who is here.
  constexpr std::string_view whose =
      "CASE WHEN pg_catalog.pg_get_userbyid(d.defaclrole) <> current_user THEN "
      "pg_catalog.format(' FOR ROLE %I', pg_catalog.pg_get_userbyid(d.defaclrole)) ELSE '' END "
      "|| coalesce(' IN SCHEMA ' || pg_catalog.quote_ident(n.nspname), '')";
  const auto alter = [&](std::string_view verb, std::string_view to, std::string_view end) {
    return fmt::format(
        "pg_catalog.format('ALTER DEFAULT PRIVILEGES%s {} %s ON %s {} %s', {}, x.privilege_type, "
        "{}, {}){}",
        verb,
        to,
        whose,
        kind,
        grantee,
        end);
  };
  const std::string grant =
      alter("GRANT", "TO", " || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END");
  const std::string revoke = alter("REVOKE", "FROM", "");
  const std::string name = fmt::format(
      "pg_catalog.format('%s ON %s {} %s%s', x.privilege_type, {}, {}, {})",
      is_granted ? "TO" : "FROM",
      kind,
      grantee,
      whose);
  return select_text({
      .kind = "default privilege",
      .name = name,
      .host = "CASE WHEN d.defaclnamespace <> 0 AND n.nspname <> "
              "pg_catalog.current_setting('migrate.default_schema') THEN n.tableoid END, "
              "CASE WHEN d.defaclnamespace <> 0 AND n.nspname <> "
              "pg_catalog.current_setting('migrate.default_schema') THEN n.oid END, 0",
      .definition = is_granted ? grant : revoke,
      .drop = is_granted ? revoke : grant,
      .from = fmt::format(
          "FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = "
          "d.defaclnamespace CROSS JOIN LATERAL pg_catalog.aclexplode({}) x WHERE NOT EXISTS "
          "(SELECT FROM pg_catalog.aclexplode({}) y WHERE y.grantee = x.grantee AND "
          "y.privilege_type = x.privilege_type{}) AND d.defaclobjtype <> 'L' AND {} AND "
          "(d.defaclnamespace = 0 OR {})",
          more,
          less,
          is_granted ? " AND y.is_grantable = x.is_grantable" : "",
          scope.everything(),
          scope.schema("d.defaclnamespace")),
  });
}

}  // namespace

std::vector<std::string> default_privilege_queries(const CatalogScope& scope) {
  return {
      default_privilege_query(scope, "d.defaclacl", usual, true),
      default_privilege_query(scope, usual, "d.defaclacl", false)};
}

}  // namespace migrate::dialect::postgresql
