#include <migrate/runtime.hpp>

#include <memory>
#include <string>

#include <libpq-fe.h>

#include "runtime/units.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"

namespace migrate::testing {
namespace {

using Session = std::unique_ptr<PGconn, decltype(&::PQfinish)>;

Session open(const FreshDatabase& database) {
  return {::PQconnectdb(database.url().text.c_str()), &::PQfinish};
}

/// Runs it, in the session as it is; the first value of its first row.
std::string value(const Session& session, const char* sql) {
  const std::unique_ptr<PGresult, decltype(&::PQclear)> result(
      ::PQexec(session.get(), sql), &::PQclear);
  INFO(::PQerrorMessage(session.get()));
  const ExecStatusType status = ::PQresultStatus(result.get());
  REQUIRE((status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK));
  return ::PQntuples(result.get()) == 0 ? "" : ::PQgetvalue(result.get(), 0, 0);
}

void check_untouched(const Session& session) {
  CHECK(::PQstatus(session.get()) == CONNECTION_OK);
  CHECK(::PQpipelineStatus(session.get()) == PQ_PIPELINE_OFF);
  CHECK(::PQtransactionStatus(session.get()) == PQTRANS_IDLE);
  CHECK(value(session, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") == "0");
}

}  // namespace

TEST_CASE("a borrowed PostgreSQL session blocks or not, as before", "[runtime]") {
  const FreshDatabase database("postgresql");
  const Session session = open(database);
  for (const int nonblocking : {0, 1}) {
    ::PQsetnonblocking(session.get(), nonblocking);
    runtime::upgrade(library_migrations(), runtime::Database(session.get()));
    CHECK(runtime::check(library_migrations(), runtime::Database(session.get())).is_current);
    CHECK(::PQisnonblocking(session.get()) == nonblocking);
    check_untouched(session);
  }
}

TEST_CASE("a run that fails leaves a borrowed PostgreSQL session as it was", "[runtime]") {
  const FreshDatabase database("postgresql");
  const Session session = open(database);
  value(session, "SET statement_timeout = '7min'");
  for (const auto* const migrations : {&failing_migrations(), &failing_alone_migrations()}) {
    CHECK_THROWS_AS(
        runtime::upgrade(*migrations, runtime::Database(session.get())), runtime::Failure);
    check_untouched(session);
    CHECK(value(session, "SHOW statement_timeout") == "7min");
    CHECK(value(session, "SHOW lock_timeout") == "0");
    CHECK(value(session, "SELECT version_num FROM alembic_version") == "c3");
  }
}

TEST_CASE("units run with what a borrowed PostgreSQL session has set", "[runtime]") {
  const FreshDatabase database("postgresql");
  const Session session = open(database);
  value(session, "CREATE SCHEMA tenant");
  value(session, "SET search_path = tenant, pg_catalog");
  value(session, "SET app.tenant = 'o''hara'");
  CHECK(runtime::upgrade(library_migrations(), runtime::Database(session.get())).steps.size() == 3);
  CHECK(runtime::current(runtime::Database(session.get())) == std::vector<std::string>{"c3"});
  check_untouched(session);
  CHECK(value(session, "SHOW search_path") == "tenant, pg_catalog");
  CHECK(value(session, "SHOW app.tenant") == "o'hara");
  CHECK(
      value(
          session,
          "SELECT string_agg(tablename, ' ' ORDER BY tablename) FROM pg_tables "
          "WHERE schemaname = 'tenant'") == "alembic_version authors books loans");
}

TEST_CASE("units run in the role of a borrowed PostgreSQL session", "[runtime]") {
  const FreshDatabase database("postgresql");
  const Session session = open(database);
  value(session, "CREATE ROLE \"The Owner\"");
  value(session, "GRANT ALL ON SCHEMA public TO \"The Owner\"");
  value(session, "SET ROLE \"The Owner\"");
  runtime::upgrade(library_migrations(), runtime::Database(session.get()));
  CHECK(value(session, "SELECT current_user") == "The Owner");
  CHECK(
      value(
          session,
          "SELECT string_agg(DISTINCT tableowner, ' ') FROM pg_tables WHERE schemaname "
          "= 'public'") == "The Owner");
  value(session, "RESET ROLE");
  value(session, "DROP OWNED BY \"The Owner\"");
  value(session, "DROP ROLE \"The Owner\"");
}

TEST_CASE("a borrowed PostgreSQL session keeps its encoding", "[runtime]") {
  const FreshDatabase database("postgresql");
  const Session session = open(database);
  REQUIRE(::PQsetClientEncoding(session.get(), "LATIN1") == 0);
  runtime::upgrade(library_migrations(), runtime::Database(session.get()));
  CHECK(value(session, "SHOW client_encoding") == "LATIN1");
}

TEST_CASE("a PostgreSQL session in a transaction or a pipeline is not borrowed", "[runtime]") {
  const FreshDatabase database("postgresql");
  const Session session = open(database);
  const auto borrow = [&] {
    return failure_of(
        [&] { runtime::upgrade(library_migrations(), runtime::Database(session.get())); });
  };
  value(session, "BEGIN");
  CHECK(borrow().code() == "usage");
  CHECK(::PQtransactionStatus(session.get()) == PQTRANS_INTRANS);
  value(session, "ROLLBACK");

  ::PQenterPipelineMode(session.get());
  CHECK(std::string(borrow().what()) == "the database connection is in pipeline mode");
  CHECK(::PQpipelineStatus(session.get()) == PQ_PIPELINE_ON);
}

TEST_CASE("a borrowed PostgreSQL session that is lost is not opened again", "[runtime]") {
  const FreshDatabase database("postgresql");
  const Session session = open(database);
  const Session other = open(database);
  const std::string end =
      "SELECT pg_terminate_backend(" + std::to_string(::PQbackendPID(session.get())) + ")";
  runtime::Options options;
  options.on_step = [&](const runtime::Step& step) {
    if (step.revision == "a1") value(other, end.c_str());
  };
  const auto failure = failure_of(
      [&] { runtime::upgrade(failing_migrations(), runtime::Database(session.get()), options); });
  CHECK(failure.code() == "connection_failed");
  CHECK(::PQstatus(session.get()) == CONNECTION_BAD);
  CHECK(failure_of([&] {
          runtime::current(runtime::Database(session.get()));
        }).code() == "connection_failed");
}

}  // namespace migrate::testing
