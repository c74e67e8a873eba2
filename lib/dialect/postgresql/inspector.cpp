#include "dialect/postgresql/inspector.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/advisory_lock.hpp"
#include "dialect/postgresql/catalog_queries.hpp"
#include "dialect/postgresql/catalog_reader.hpp"
#include "dialect/postgresql/connection.hpp"
#include "dialect/postgresql/object_queries.hpp"
#include "dialect/postgresql/printing.hpp"
#include "support/error.hpp"

namespace migrate::dialect::postgresql {
namespace {

/// The version of the server as a number: 150018 for 15.18.
int server_version(db::Connection& connection) {
  if (const auto announced = announced_version(connection)) return *announced;
  const auto rows =
      connection.query("SELECT pg_catalog.current_setting('server_version_num')::pg_catalog.int4");
  return std::stoi(rows.at(0).at(0).value_or("0"));
}

/// What is read.
struct Subject {
  CatalogScope scope;
  int version{0};
};

struct Attempt {
  schema::MetaData metadata{};
  bool is_whole{false};  // nothing was dropped meanwhile
};

/// The tables and what columns may have, and which of the rare kinds there are. Returns these.
RareKinds read_tables(
    db::Connection& connection,
    const Subject& subject,
    CatalogReader& reader,
    std::string& schema) {
  const std::vector<std::string> parts = catalog_queries(subject.scope, subject.version);
  std::vector<std::string> queries{pin_statement(), rare_kinds_query()};
  const std::size_t first_part = queries.size();
  queries.insert(queries.end(), parts.begin(), parts.end());
  RareKinds kinds;
  connection.select_all(queries, [&](std::size_t query, const db::Rows& rows) {
    if (query == 0) schema = rows.at(0, 0).value_or("");
    if (query == 1) kinds = read_rare_kinds(rows);
    if (query >= first_part) reader.read(static_cast<CatalogPart>(query - first_part), rows);
  });
  kinds.column_parts = kinds.column_parts || reader.has_column_parts();
  return kinds;
}

/// Everything else.
void read_objects(
    db::Connection& connection,
    const Subject& subject,
    const RareKinds& kinds,
    ObjectReader& reader) {
  std::vector<std::string> queries = object_queries(subject.scope, subject.version, kinds);
  const std::size_t count = queries.size();
  queries.push_back(unmanaged_query(subject.scope, kinds));
  connection.select_all(queries, [&](std::size_t query, const db::Rows& rows) {
    if (query < count) reader.read_objects(rows);
    if (query == count) reader.read_unmanaged(rows);
  });
  if (reader.is_empty()) return;
  const std::vector<std::string> last{dependencies_query(kinds)};
  connection.select_all(
      last, [&](std::size_t, const db::Rows& rows) { reader.read_dependencies(rows); });
}

/// Reads everything once, from `BEGIN` to `COMMIT`.
Attempt read_once(db::Connection& connection, const Subject& subject) {
  connection.send({.sql = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"});
  CatalogReader reader;
  std::string default_schema;
  const RareKinds kinds = read_tables(connection, subject, reader, default_schema);
  read_objects(connection, subject, kinds, reader.objects());
  connection.execute("COMMIT");
  Attempt attempt{.is_whole = !reader.is_torn()};
  attempt.metadata = std::move(reader).finish();
  attempt.metadata.default_schema = default_schema;
  return attempt;
}

/// Whether the error is that of a function which looked for something that is gone, or not there
/// yet.
bool is_about_changes(const Error& error) {
  constexpr std::array<std::string_view, 5> sqlstates{"XX000", "42P01", "42703", "42704", "42883"};
  return std::ranges::find(sqlstates, error.sqlstate()) != sqlstates.end();
}

/// Who holds a lock that keeps even readers out, and on what: "account (pid 4711, bob)".
std::string locked_table(db::Connection& connection) {
  const auto rows = connection.query(fmt::format(
      "SELECT pg_catalog.format('%s (%s)', c.relname, {}) FROM pg_catalog.pg_locks l "
      "JOIN pg_catalog.pg_class c ON c.oid = l.relation "
      "LEFT JOIN pg_catalog.pg_stat_activity a USING (pid) "
      "WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND l.granted "
      "AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid() AND l.database = "
      "(SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()) "
      "ORDER BY a.xact_start, c.relkind = 'r' DESC, c.relname LIMIT 1",
      lock_holder_text));
  return rows.empty() ? std::string{} : rows.front().front().value_or("");
}

Error waited_in_vain(const Error& error, db::Connection& connection) {
  const std::string who = locked_table(connection);
  return error
      .with_message(fmt::format(
          "another session is changing {}, so the schema cannot be read",
          who.empty() ? "a table" : who))
      .with_hint("try again when it has ended, or raise `lock_timeout`");
}

/// The same, with the transaction gone and the holder of a lock named. Nothing: the server itself
/// met something that was gone.
std::optional<Attempt> try_to_read(db::Connection& connection, const Subject& subject) {
  try {
    return read_once(connection, subject);
  } catch (const Error& error) {
    if (!connection.is_alive()) throw;
    if (connection.in_transaction()) connection.execute("ROLLBACK");
    if (error.code() == ErrorCode::lock_timeout) throw waited_in_vain(error, connection);
    if (!is_about_changes(error)) throw;
    return std::nullopt;
  }
}

}  // namespace

ServerFeatures features(db::Connection& connection) {
  constexpr int version_17 = 170000;
  return {.sets_expressions = server_version(connection) >= version_17};
}

schema::MetaData inspect(db::Connection& connection, const schema::Filter& filter) {
  const Subject subject{.scope = CatalogScope(filter), .version = server_version(connection)};
  // A try that the server ends mostly ends early.
  constexpr int most_tries = 10;
  for (int i = 0; i < most_tries; ++i) {
    auto attempt = try_to_read(connection, subject);
    // Where things come and go all the time, what has gone is left out.
    if (attempt && (attempt->is_whole || i > 0)) return std::move(attempt->metadata);
  }
  throw Error(
      ErrorCode::concurrent_change,
      "the schema is being changed while it is read",
      "run the command again when nobody changes it");
}

schema::MetaData inspect_temporary(db::Connection& connection) {
  const std::vector<std::string> parts =
      catalog_queries(CatalogScope::temporary(), server_version(connection));
  CatalogReader reader;
  connection.select_all(parts, [&](std::size_t query, const db::Rows& rows) {
    reader.read(static_cast<CatalogPart>(query), rows);
  });
  return std::move(reader).finish();
}

}  // namespace migrate::dialect::postgresql
