#include <fmt/format.h>

#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/object_query.hpp"
#include "dialect/postgresql/printing.hpp"

// Functions, procedures, aggregates.
namespace migrate::dialect::postgresql {
namespace {

/// Of a schema that is looked at, and of neither an extension nor a type.
std::string own_routine(const CatalogScope& scope) {
  return fmt::format(
      "{} AND {} AND {} AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend i WHERE i.classid = "
      "'pg_catalog.pg_proc'::regclass AND i.objid = p.oid AND i.deptype = 'i')",
      scope.everything(),
      scope.schema("p.pronamespace"),
      no_extension_member("p.oid", "pg_proc"));
}

constexpr std::string_view proc_join =
    "FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace ";

/// The server prints the schema always, and says OR REPLACE.
std::string routine_text(const CatalogScope& scope, std::string_view create) {
  return fmt::format(
      "pg_catalog.rtrim(pg_catalog.regexp_replace(pg_catalog.pg_get_functiondef(p.oid), "
      "'^CREATE OR REPLACE (FUNCTION|PROCEDURE) ' || CASE WHEN {} IS NULL THEN "
      "pg_catalog.regexp_replace(pg_catalog.quote_ident(n.nspname), '(\\W)', '\\\\\\1', 'g') || "
      "'\\.' ELSE '' END, '{} \\1 '), E'\\n')",
      scope.schema_name("n"),
      create);
}

std::string routine_query(const CatalogScope& scope) {
  return select_text({
      .kind = "(CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END)",
      .name = "p.oid::regprocedure",
      .id = "p.tableoid, p.oid",
      .schema = scope.schema_name("n"),
      .definition = routine_text(scope, "CREATE"),
      .replace = routine_text(scope, "CREATE OR REPLACE"),
      // A default can be added, and not taken away.
      .shape = "ARRAY[p.prokind::text, pg_catalog.pg_get_function_result(p.oid), "
               "pg_catalog.pg_get_function_identity_arguments(p.oid)] || "
               "pg_catalog.array_fill('default'::text, ARRAY[p.pronargdefaults::int4])",
      .owner = "p.proowner",
      .comment = "pg_catalog.obj_description(p.oid, 'pg_proc')",
      .from = fmt::format("{}WHERE p.prokind <> 'a' AND {}", proc_join, own_routine(scope)),
  });
}

std::string aggregate_query(const CatalogScope& scope) {
  constexpr std::string_view state =
      "pg_catalog.format('SFUNC = %s, STYPE = %s', g.aggtransfn::regproc, "
      "pg_catalog.format_type(g.aggtranstype, NULL)) "
      "|| CASE WHEN g.aggtransspace <> 0 THEN ', SSPACE = ' || g.aggtransspace ELSE '' END "
      "|| CASE WHEN g.aggfinalfn <> 0 THEN ', FINALFUNC = ' || g.aggfinalfn::regproc ELSE '' END "
      "|| CASE WHEN g.aggfinalextra THEN ', FINALFUNC_EXTRA' ELSE '' END "
      "|| CASE WHEN g.aggfinalfn = 0 OR g.aggfinalmodify = CASE g.aggkind WHEN 'n' THEN 'r' "
      "ELSE 'w' END THEN '' ELSE ', FINALFUNC_MODIFY = ' || CASE g.aggfinalmodify WHEN 'r' THEN "
      "'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END "
      "|| CASE WHEN g.aggcombinefn <> 0 THEN ', COMBINEFUNC = ' || g.aggcombinefn::regproc "
      "ELSE '' END "
      "|| CASE WHEN g.aggserialfn <> 0 THEN ', SERIALFUNC = ' || g.aggserialfn::regproc "
      "ELSE '' END "
      "|| CASE WHEN g.aggdeserialfn <> 0 THEN ', DESERIALFUNC = ' || g.aggdeserialfn::regproc "
      "ELSE '' END "
      "|| CASE WHEN g.agginitval IS NULL THEN '' ELSE ', INITCOND = ' || "
      "pg_catalog.quote_literal(g.agginitval) END ";
  constexpr std::string_view moving =
      "|| CASE WHEN g.aggmtransfn = 0 THEN '' ELSE pg_catalog.format(', MSFUNC = %s, MINVFUNC = "
      "%s, MSTYPE = %s', g.aggmtransfn::regproc, g.aggminvtransfn::regproc, "
      "pg_catalog.format_type(g.aggmtranstype, NULL)) || CASE WHEN g.aggmtransspace <> 0 THEN "
      "', MSSPACE = ' || g.aggmtransspace ELSE '' END || CASE WHEN g.aggmfinalfn <> 0 THEN "
      "', MFINALFUNC = ' || g.aggmfinalfn::regproc ELSE '' END || CASE WHEN g.aggmfinalextra "
      "THEN ', MFINALFUNC_EXTRA' ELSE '' END || CASE WHEN g.aggminitval IS NULL THEN '' ELSE "
      "', MINITCOND = ' || pg_catalog.quote_literal(g.aggminitval) END END ";
  constexpr std::string_view rest =
      "|| CASE WHEN g.aggsortop = 0 THEN '' ELSE (SELECT pg_catalog.format("
      "', SORTOP = OPERATOR(%I.%s)', m.nspname, o.oprname) FROM pg_catalog.pg_operator o JOIN "
      "pg_catalog.pg_namespace m ON m.oid = o.oprnamespace WHERE o.oid = g.aggsortop) END "
      "|| CASE p.proparallel WHEN 's' THEN ', PARALLEL = SAFE' WHEN 'r' THEN "
      "', PARALLEL = RESTRICTED' ELSE '' END || CASE WHEN g.aggkind = 'h' THEN ', HYPOTHETICAL' "
      "ELSE '' END";
  const std::string name = fmt::format(
      "pg_catalog.concat({} || '.', pg_catalog.quote_ident(p.proname))",
      fmt::format("pg_catalog.quote_ident({})", scope.schema_name("n")));
  const std::string arguments =
      "coalesce(nullif(pg_catalog.pg_get_function_arguments(p.oid), ''), '*')";
  return select_text({
      .kind = "aggregate",
      .name = fmt::format(
          "pg_catalog.format('%s(%s)', {}, coalesce(nullif("
          "pg_catalog.pg_get_function_identity_arguments(p.oid), ''), '*'))",
          name),
      .id = "p.tableoid, p.oid",
      .schema = scope.schema_name("n"),
      .definition = fmt::format(
          "pg_catalog.format('CREATE AGGREGATE %s(%s) (%s)', {}, {}, {}{}{})",
          name,
          arguments,
          state,
          moving,
          rest),
      .owner = "p.proowner",
      .comment = "pg_catalog.obj_description(p.oid, 'pg_proc')",
      .from = fmt::format(
          "{}JOIN pg_catalog.pg_aggregate g ON g.aggfnoid = p.oid WHERE {}",
          proc_join,
          own_routine(scope)),
  });
}

}  // namespace

std::vector<std::string> routine_queries(const CatalogScope& scope) {
  return {routine_query(scope), aggregate_query(scope)};
}

}  // namespace migrate::dialect::postgresql
