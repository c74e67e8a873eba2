#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/scratch.hpp"
#include "sql/quoting.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// Something that may have to be there before tables can be made.
struct Surrounding {
  std::string name{};  // "function public.touch()"
  std::string sql{};
};

// Each query returns names and statements. Members of extensions come with their extension.

constexpr std::string_view extensions = R"(
SELECT 'extension ' || quote_ident(x.extname),
       format('CREATE EXTENSION IF NOT EXISTS %I SCHEMA %I', x.extname, n.nspname)
FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
WHERE x.extname <> 'plpgsql' ORDER BY x.extname)";

constexpr std::string_view schemas = R"(
SELECT 'schema ' || quote_ident(n.nspname), format('CREATE SCHEMA IF NOT EXISTS %I', n.nspname)
FROM pg_namespace n
WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_namespace'::regclass
                  AND e.objid = n.oid AND e.deptype = 'e')
ORDER BY n.nspname)";

// In the words of `locale`, the column that has it in this version.
constexpr std::string_view collations = R"(
SELECT format('collation %I.%I', n.nspname, c.collname),
       format('CREATE COLLATION IF NOT EXISTS %I.%I (', n.nspname, c.collname) ||
       CASE c.collprovider
         WHEN 'i' THEN format('provider = icu, locale = %L, deterministic = %s', {locale}, c.collisdeterministic)
         WHEN 'b' THEN format('provider = builtin, locale = %L', {locale})
         ELSE format('provider = libc, lc_collate = %L, lc_ctype = %L', c.collcollate, c.collctype)
       END || ')'
FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE {user} AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_collation'::regclass
                            AND e.objid = c.oid AND e.deptype = 'e')
ORDER BY 1)";

constexpr std::string_view domains = R"(
SELECT format('domain %I.%I', n.nspname, t.typname),
       format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod)) ||
       CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE ' || t.typcollation::regcollation ELSE '' END ||
       coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0), '') ||
       CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END ||
       coalesce((SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname)
                 FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '')
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_type b ON b.oid = t.typbasetype
WHERE {user} AND t.typtype = 'd' AND NOT EXISTS (SELECT FROM pg_depend e
      WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY 1)";

constexpr std::string_view composites = R"(
SELECT format('type %I.%I', n.nspname, t.typname),
       format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname,
              (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
               FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_class c ON c.oid = t.typrelid
WHERE {user} AND c.relkind = 'c' AND NOT EXISTS (SELECT FROM pg_depend e
      WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY 1)";

constexpr std::string_view ranges = R"(
SELECT format('type %I.%I', n.nspname, t.typname),
       format('CREATE TYPE %I.%I AS RANGE (subtype = %s%s)', n.nspname, t.typname, format_type(g.rngsubtype, NULL),
              CASE WHEN g.rngsubdiff <> 0 THEN ', subtype_diff = ' || g.rngsubdiff::regproc ELSE '' END)
FROM pg_range g JOIN pg_type t ON t.oid = g.rngtypid JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE {user} AND NOT EXISTS (SELECT FROM pg_depend e
      WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
ORDER BY 1)";

constexpr std::string_view functions = R"(
SELECT format('function %s', p.oid::regprocedure), pg_get_functiondef(p.oid)
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE {user} AND p.prokind IN ('f', 'p', 'w') AND NOT EXISTS (SELECT FROM pg_depend e
      WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype IN ('e', 'i'))
ORDER BY 1)";

constexpr std::string_view of_users =
    "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

std::string query_text(std::string_view query, std::string_view locale) {
  return fmt::format(fmt::runtime(query), fmt::arg("user", of_users), fmt::arg("locale", locale));
}

/// Everything that is in the live database, with all names in full.
std::vector<Surrounding> read_surroundings(db::Connection& live) {
  live.execute("BEGIN READ ONLY");
  std::vector<Surrounding> result;
  try {
    const auto version = live.query(
        "SELECT pg_catalog.set_config('search_path', '', true), "
        "pg_catalog.current_setting('server_version_num')");
    const int number = std::stoi(version.front().at(1).value_or("0"));
    const std::string_view locale = number >= 170000   ? "c.colllocale"
                                    : number >= 150000 ? "c.colliculocale"
                                                       : "c.collcollate";
    for (const std::string_view query :
         {schemas, extensions, collations, domains, composites, ranges, functions}) {
      for (const db::Row& row : live.query(query_text(query, locale)))
        result.push_back({.name = row.at(0).value_or(""), .sql = row.at(1).value_or("")});
    }
  } catch (...) {
    if (live.is_alive()) live.execute("ROLLBACK");
    throw;
  }
  live.execute("ROLLBACK");
  return result;
}

/// A try to make one of them. Nothing, or why it cannot be made (yet).
std::optional<std::string> try_to_make(db::Connection& scratch, const Surrounding& one) {
  try {
    scratch.execute(one.sql);
    return std::nullopt;
  } catch (const Error& error) {
    constexpr std::string_view duplicates[] = {"42710", "42723", "42P06", "42P07"};
    if (std::ranges::find(duplicates, error.sqlstate()) != std::end(duplicates))
      return std::nullopt;
    if (error.code() != ErrorCode::sql_error) throw;
    return fmt::format("{}: {}", one.name, error.message());
  }
}

}  // namespace

// One may need another that comes behind it, so they are tried until nothing moves.
std::vector<std::string> copy_surroundings(db::Connection& live, db::Connection& scratch) {
  std::vector<Surrounding> waiting = read_surroundings(live);
  scratch.execute("SET check_function_bodies = off");
  std::vector<std::string> failures;
  for (std::size_t before = waiting.size() + 1; before > waiting.size() && !waiting.empty();) {
    before = waiting.size();
    failures.clear();
    std::vector<Surrounding> left;
    for (Surrounding& one : waiting) {
      auto failure = try_to_make(scratch, one);
      if (!failure) continue;
      failures.push_back(*std::move(failure));
      left.push_back(std::move(one));
    }
    waiting = std::move(left);
  }
  return failures;
}

}  // namespace migrate::dialect::postgresql
