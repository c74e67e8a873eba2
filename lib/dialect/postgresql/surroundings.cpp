#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/savepoints.hpp"
#include "dialect/postgresql/scratch.hpp"
#include "support/error.hpp"

// What definitions of tables may use and is no table: each query returns what to call a thing, and
// the statement that makes it; an empty one for what no statement of ours can make. All names are
// printed with their schema. Columns of catalogs that only some versions have are looked for in the
// row as JSON.
namespace migrate::dialect::postgresql {
namespace {

/// Of schemas that people made, and not of extensions.
constexpr std::string_view own =
    "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM "
    "pg_depend e WHERE e.classid = x.tableoid AND e.objid = x.oid AND e.deptype IN ('e', 'i'))";

constexpr std::string_view extensions =
    "SELECT 'extension ' || x.extname, format('CREATE EXTENSION IF NOT EXISTS %I SCHEMA %I VERSION "
    "%L', x.extname, n.nspname, x.extversion) FROM pg_extension x JOIN pg_namespace n ON n.oid = "
    "x.extnamespace WHERE x.extname <> 'plpgsql' ORDER BY x.oid";

constexpr std::string_view schemas =
    "SELECT 'schema ' || x.nspname, format('CREATE SCHEMA IF NOT EXISTS %I', x.nspname) FROM "
    "pg_namespace x JOIN pg_namespace n ON n.oid = x.oid WHERE {own} ORDER BY x.oid";

constexpr std::string_view collations =
    "SELECT format('collation %I.%I', n.nspname, x.collname), format('CREATE COLLATION %I.%I "
    "(PROVIDER = %s, %s, DETERMINISTIC = %s%s)', n.nspname, x.collname, CASE x.collprovider WHEN "
    "'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END, CASE WHEN x.collprovider = 'c' THEN "
    "format('LC_COLLATE = %L, LC_CTYPE = %L', x.collcollate, x.collctype) ELSE format('LOCALE = "
    "%L', coalesce(j ->> 'colllocale', j ->> 'colliculocale', x.collcollate)) END, "
    "x.collisdeterministic::text, CASE WHEN j ->> 'collicurules' <> '' THEN format(', RULES = %L', "
    "j ->> "
    "'collicurules') END) FROM pg_collation x JOIN pg_namespace n ON n.oid = x.collnamespace, "
    "LATERAL (SELECT to_jsonb(x) AS j) AS as_json WHERE {own} ORDER BY x.oid";

constexpr std::string_view composite_types =
    "SELECT format('type %I.%I', n.nspname, x.typname), format('CREATE TYPE %I.%I AS (%s)', "
    "n.nspname, x.typname, (SELECT string_agg(format('%I %s%s', a.attname, format_type(a.atttypid, "
    "a.atttypmod), CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || "
    "a.attcollation::regcollation END), ', ' ORDER BY a.attnum) FROM pg_attribute a JOIN pg_type t "
    "ON t.oid = a.atttypid WHERE a.attrelid = x.typrelid AND a.attnum > 0 AND NOT "
    "a.attisdropped)) FROM pg_type x JOIN pg_namespace n ON n.oid = x.typnamespace JOIN pg_class c "
    "ON c.oid = x.typrelid WHERE c.relkind = 'c' AND {own} ORDER BY x.oid";

constexpr std::string_view range_types =
    "SELECT format('type %I.%I', n.nspname, x.typname), CASE WHEN r.rngcanonical = 0 THEN "
    "format('CREATE TYPE %I.%I AS RANGE (SUBTYPE = %s%s%s%s%s)', n.nspname, x.typname, "
    "format_type(r.rngsubtype, NULL), format(', SUBTYPE_OPCLASS = %I.%I', o.nspname, "
    "k.opcname), CASE WHEN r.rngcollation <> 0 THEN ', COLLATION = ' || "
    "r.rngcollation::regcollation END, CASE WHEN r.rngsubdiff <> 0 THEN ', SUBTYPE_DIFF = ' || "
    "r.rngsubdiff::regproc END, CASE WHEN j ->> 'rngmultitypid' IS NOT NULL THEN ', "
    "MULTIRANGE_TYPE_NAME = ' || format_type((j ->> 'rngmultitypid')::oid, NULL) END) END FROM "
    "pg_type x JOIN pg_namespace n ON n.oid = x.typnamespace JOIN pg_range r ON r.rngtypid = x.oid "
    "JOIN pg_opclass k ON k.oid = r.rngsubopc JOIN pg_namespace o ON o.oid = k.opcnamespace, "
    "LATERAL (SELECT to_jsonb(r) AS j) AS as_json WHERE x.typtype = 'r' AND {own} ORDER BY x.oid";

constexpr std::string_view domains =
    "SELECT format('domain %I.%I', n.nspname, x.typname), format('CREATE DOMAIN %I.%I AS "
    "%s%s%s%s%s', n.nspname, x.typname, format_type(x.typbasetype, x.typtypmod), CASE WHEN "
    "x.typcollation <> b.typcollation THEN ' COLLATE ' || x.typcollation::regcollation END, ' "
    "DEFAULT ' || pg_get_expr(x.typdefaultbin, 0), CASE WHEN x.typnotnull THEN ' NOT NULL' END, "
    "(SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, "
    "replace(pg_get_constraintdef(k.oid), ' NOT VALID', '')), '' ORDER BY k.conname) FROM "
    "pg_constraint k WHERE k.contypid = x.oid AND k.contype = 'c')) FROM pg_type x JOIN "
    "pg_namespace n ON n.oid = x.typnamespace JOIN pg_type b ON b.oid = x.typbasetype WHERE "
    "x.typtype = 'd' AND {own} ORDER BY x.oid";

/// Types of C functions, and shells of types.
constexpr std::string_view other_types =
    "SELECT format('type %I.%I', n.nspname, x.typname), '' FROM pg_type x JOIN pg_namespace n ON "
    "n.oid = x.typnamespace WHERE x.typtype IN ('b', 'p') AND x.typelem = 0 AND {own} ORDER BY "
    "x.oid";

constexpr std::string_view functions =
    "SELECT format('function %s', x.oid::regprocedure), regexp_replace(pg_get_functiondef(x.oid), "
    "'^CREATE OR REPLACE ', 'CREATE ') FROM pg_proc x "
    "JOIN pg_namespace n ON n.oid = x.pronamespace WHERE x.prokind <> 'a' AND {own} ORDER BY x.oid";

constexpr std::string_view aggregates =
    "SELECT format('aggregate %s', x.oid::regprocedure), CASE WHEN g.aggkind = 'n' AND "
    "g.aggmtransfn = 0 AND g.aggserialfn = 0 AND g.aggsortop = 0 THEN format('CREATE AGGREGATE "
    "%I.%I(%s) (SFUNC = %s, STYPE = %s%s%s%s%s)', n.nspname, x.proname, "
    "coalesce(nullif(pg_get_function_arguments(x.oid), ''), '*'), g.aggtransfn::regproc, "
    "format_type(g.aggtranstype, NULL), CASE WHEN g.aggfinalfn <> 0 THEN ', FINALFUNC = ' || "
    "g.aggfinalfn::regproc END, CASE WHEN g.aggfinalextra THEN ', FINALFUNC_EXTRA' END, CASE WHEN "
    "g.aggcombinefn <> 0 THEN ', COMBINEFUNC = ' || g.aggcombinefn::regproc END, ', INITCOND = ' "
    "|| quote_literal(g.agginitval)) ELSE '' END FROM pg_proc x JOIN pg_namespace n ON n.oid = "
    "x.pronamespace JOIN pg_aggregate g ON g.aggfnoid = x.oid WHERE {own} ORDER BY x.oid";

constexpr std::string_view search_dictionaries =
    "SELECT format('text search dictionary %I.%I', n.nspname, x.dictname), format('CREATE TEXT "
    "SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, x.dictname, o.nspname, t.tmplname, "
    "', ' || x.dictinitoption) FROM pg_ts_dict x JOIN pg_namespace n ON n.oid = x.dictnamespace "
    "JOIN pg_ts_template t ON t.oid = x.dicttemplate JOIN pg_namespace o ON o.oid = "
    "t.tmplnamespace WHERE {own} ORDER BY x.oid";

constexpr std::string_view search_configurations =
    "SELECT format('text search configuration %I.%I', n.nspname, x.cfgname), format('CREATE TEXT "
    "SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, x.cfgname, o.nspname, p.prsname) "
    "FROM pg_ts_config x JOIN pg_namespace n ON n.oid = x.cfgnamespace JOIN pg_ts_parser p ON "
    "p.oid = x.cfgparser JOIN pg_namespace o ON o.oid = p.prsnamespace WHERE {own} ORDER BY x.oid";

constexpr std::string_view search_mappings =
    "SELECT format('text search configuration %I.%I', n.nspname, x.cfgname), format('ALTER TEXT "
    "SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s', n.nspname, x.cfgname, t.alias, "
    "string_agg(m.mapdict::regdictionary::text, ', ' ORDER BY m.mapseqno)) FROM pg_ts_config x "
    "JOIN pg_namespace n ON n.oid = x.cfgnamespace JOIN pg_ts_config_map m ON m.mapcfg = x.oid "
    "JOIN LATERAL ts_token_type(x.cfgparser) t ON t.tokid = m.maptokentype WHERE {own} GROUP BY "
    "x.oid, n.nspname, x.cfgname, t.alias ORDER BY x.oid, t.alias";

/// What definitions may use too, and is not copied.
constexpr std::string_view others =
    "SELECT 'operator ' || x.oid::regoperator, '' FROM pg_operator x JOIN pg_namespace n ON n.oid "
    "= x.oprnamespace WHERE {own} UNION ALL SELECT format('operator class %I.%I', n.nspname, "
    "x.opcname), '' FROM pg_opclass x JOIN pg_namespace n ON n.oid = x.opcnamespace WHERE {own} "
    "ORDER BY 1";

constexpr std::array queries{
    schemas,
    extensions,
    collations,
    composite_types,
    domains,
    range_types,
    other_types,
    functions,
    aggregates,
    search_dictionaries,
    search_configurations,
    search_mappings,
    others};

struct Thing {
  std::string label{};
  std::string statement{};
  std::string reason{};  // why it was not made
};

/// In one transaction, with names printed in full.
std::vector<Thing> surroundings_of(db::Connection& live) {
  std::vector<Thing> things;
  live.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    live.execute("SET LOCAL search_path = ''");
    for (const std::string_view query : queries) {
      std::string sql(query);
      for (std::size_t at = sql.find("{own}"); at != std::string::npos; at = sql.find("{own}"))
        sql.replace(at, std::string_view("{own}").size(), own);
      for (const db::Row& row : live.query(sql))
        things.push_back({.label = row.at(0).value_or(""), .statement = row.at(1).value_or("")});
    }
    live.execute("COMMIT");
  } catch (const Error&) {
    abandon_transaction(live);
    throw;
  }
  return things;
}

/// It is there already: from the models, or from an earlier call.
bool is_about_existence(const Error& error) {
  constexpr std::array<std::string_view, 4> sqlstates{"42710", "42723", "42P06", "42P07"};
  return std::ranges::find(sqlstates, error.sqlstate()) != sqlstates.end();
}

/// Makes what can be made; whether that was anything.
bool make(db::Connection& scratch, std::vector<Thing>& things) {
  std::vector<std::vector<std::string>> units;
  std::ranges::transform(things, std::back_inserter(units), [](const Thing& thing) {
    return std::vector<std::string>{thing.statement};
  });
  const auto refusals = try_each(scratch, units);
  std::vector<Thing> left;
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (!refusals[i] || is_about_existence(*refusals[i])) continue;
    things[i].reason = refusals[i]->message();
    left.push_back(std::move(things[i]));
  }
  const bool has_moved = left.size() < things.size();
  things = std::move(left);
  return has_moved;
}

}  // namespace

std::vector<std::string> copy_surroundings(db::Connection& live, db::Connection& scratch) {
  std::vector<Thing> things = surroundings_of(live);
  const auto is_impossible = [](const Thing& thing) { return thing.statement.empty(); };
  std::vector<std::string> missing;
  for (const Thing& thing : things) {
    if (is_impossible(thing)) missing.push_back(thing.label + ": it cannot be copied");
  }
  std::erase_if(things, is_impossible);
  scratch.execute("BEGIN");
  try {
    scratch.execute("SET LOCAL search_path = ''");
    scratch.execute("SET LOCAL check_function_bodies = off");
    while (!things.empty() && make(scratch, things)) {
    }
    scratch.execute("COMMIT");
  } catch (const Error&) {
    abandon_transaction(scratch);
    throw;
  }
  for (const Thing& thing : things)
    missing.push_back(fmt::format("{}: {}", thing.label, thing.reason));
  return missing;
}

}  // namespace migrate::dialect::postgresql
