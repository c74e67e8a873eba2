#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"
#include "dialect/postgresql/object_text.hpp"

// What is elsewhere: foreign data wrappers, servers, user mappings, foreign tables.
namespace migrate::dialect::postgresql {
namespace {

std::string own_wrapper(const CatalogScope& scope) {
  return fmt::format(
      "{} AND {}", scope.everything(), no_extension_member("w.oid", "pg_foreign_data_wrapper"));
}

std::string own_server(const CatalogScope& scope) {
  return fmt::format(
      "{} AND {}", scope.everything(), no_extension_member("s.oid", "pg_foreign_server"));
}

std::string wrapper_query(const CatalogScope& scope) {
  constexpr std::string_view functions =
      "CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || w.fdwhandler::regproc ELSE {} END || CASE "
      "WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || w.fdwvalidator::regproc ELSE {} END";
  const auto statement = [&](std::string_view verb, std::string_view handler, std::string_view of) {
    return fmt::format(
        "pg_catalog.format('{} FOREIGN DATA WRAPPER %I', w.fdwname) || {}",
        verb,
        fmt::format(fmt::runtime(functions), handler, of));
  };
  const std::string definition = statement("CREATE", "''", "''");
  return select_text({
      .kind = "foreign data wrapper",
      .name = "pg_catalog.quote_ident(w.fdwname)",
      .id = "w.tableoid, w.oid",
      .definition = definition,
      .create = fmt::format(
          "{} || coalesce(' OPTIONS (' || {} || ')', '')", definition, option_list("w.fdwoptions")),
      .replace = statement("ALTER", "' NO HANDLER'", "' NO VALIDATOR'"),
      .owner = "w.fdwowner",
      .comment = "pg_catalog.obj_description(w.oid, 'pg_foreign_data_wrapper')",
      .from = fmt::format("FROM pg_catalog.pg_foreign_data_wrapper w WHERE {}", own_wrapper(scope)),
  });
}

std::string wrapper_option_query(const CatalogScope& scope) {
  return select_options({
      .address = "pg_catalog.format('FOREIGN DATA WRAPPER %I', w.fdwname)",
      .name = "pg_catalog.format('foreign data wrapper %I', w.fdwname)",
      .host = "w.tableoid, w.oid, 0",
      .options = "w.fdwoptions",
      .from = "FROM pg_catalog.pg_foreign_data_wrapper w",
      .condition = own_wrapper(scope),
  });
}

std::string server_query(const CatalogScope& scope) {
  constexpr std::string_view version =
      "coalesce(' VERSION ' || pg_catalog.quote_literal(s.srvversion), '')";
  const auto create = [&](std::string_view rest) {
    return fmt::format(
        "pg_catalog.format('CREATE SERVER %I%s%s FOREIGN DATA WRAPPER %I', s.srvname, coalesce("
        "' TYPE ' || pg_catalog.quote_literal(s.srvtype), ''), {}, w.fdwname){}",
        version,
        rest);
  };
  return select_text({
      .kind = "server",
      .name = "pg_catalog.quote_ident(s.srvname)",
      .id = "s.tableoid, s.oid",
      .definition = create(""),
      .create = create(
          fmt::format(" || coalesce(' OPTIONS (' || {} || ')', '')", option_list("s.srvoptions"))),
      .replace = "pg_catalog.format('ALTER SERVER %I VERSION %s', s.srvname, "
                 "pg_catalog.quote_nullable(s.srvversion))",
      .shape = "ARRAY[w.fdwname::text, s.srvtype]",
      .owner = "s.srvowner",
      .comment = "pg_catalog.obj_description(s.oid, 'pg_foreign_server')",
      .from = fmt::format(
          "FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid "
          "= s.srvfdw WHERE {}",
          own_server(scope)),
  });
}

std::string server_option_query(const CatalogScope& scope) {
  return select_options({
      .address = "pg_catalog.format('SERVER %I', s.srvname)",
      .name = "pg_catalog.format('server %I', s.srvname)",
      .host = "s.tableoid, s.oid, 0",
      .options = "s.srvoptions",
      .from = "FROM pg_catalog.pg_foreign_server s",
      .condition = own_server(scope),
  });
}

/// "FOR bob SERVER s"
constexpr std::string_view mapping_name =
    "pg_catalog.format('FOR %s SERVER %I', CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE "
    "pg_catalog.quote_ident(u.usename) END, u.srvname)";

std::string own_mapping(const CatalogScope& scope) {
  return fmt::format("{} AND {}", scope.everything(), mapping_is_readable());
}

/// The catalog itself can be read by superusers only, and where the view shows no options there may
/// be some.
std::string mapping_query(const CatalogScope& scope) {
  const std::string definition = fmt::format("'CREATE USER MAPPING ' || {}", mapping_name);
  return select_text({
      .kind = "user mapping",
      .name = mapping_name,
      .id = "1418, u.umid",
      .definition = definition,
      .create = fmt::format(
          "{} || coalesce(' OPTIONS (' || {} || ')', '')", definition, option_list("u.umoptions")),
      .from = fmt::format("FROM pg_catalog.pg_user_mappings u WHERE {}", own_mapping(scope)),
  });
}

std::string mapping_option_query(const CatalogScope& scope) {
  const std::string address = fmt::format("'USER MAPPING ' || {}", mapping_name);
  const std::string name = fmt::format("'user mapping ' || {}", mapping_name);
  return select_options({
      .address = address,
      .name = name,
      .host = "1418, u.umid, 0",
      .options = "u.umoptions",
      .from = "FROM pg_catalog.pg_user_mappings u",
      .condition = own_mapping(scope),
  });
}

}  // namespace

std::string mapping_is_readable() {
  constexpr std::string_view uses =
      "(pg_catalog.pg_has_role(s.srvowner, 'USAGE') OR (u.umuser <> 0 AND "
      "pg_catalog.has_server_privilege(s.oid, 'USAGE')))";
  return fmt::format(
      "((SELECT r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user) OR EXISTS "
      "(SELECT FROM pg_catalog.pg_foreign_server s WHERE s.oid = u.srvid AND (u.umuser = 0 OR "
      "u.usename = current_user) AND {}))",
      uses);
}

std::vector<std::string> foreign_queries(const CatalogScope& scope) {
  return {
      wrapper_query(scope),
      wrapper_option_query(scope),
      server_query(scope),
      server_option_query(scope),
      mapping_query(scope),
      mapping_option_query(scope)};
}

}  // namespace migrate::dialect::postgresql
