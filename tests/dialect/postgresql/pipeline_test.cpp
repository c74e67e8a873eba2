#include <chrono>
#include <csignal>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "db/connection.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"
#include "testing/script.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;
using testing::FreshDatabase;
using testing::ScriptFile;
using testing::value_of;

namespace {

constexpr std::size_t mebibyte = 1U << 20U;

/// The most memory that this process has had, in bytes.
std::size_t peak_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace

TEST_CASE("statements are on their way before the first has ended", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const auto watcher = database.connect();
  // Taken before: this one is let go only when all are sent.
  watcher->execute("SELECT pg_advisory_lock(1)");
  connection->send({.sql = "SELECT pg_advisory_lock(1)"});
  for (int i = 0; i < 100; ++i)
    connection->send({.sql = "SELECT 1"});
  CHECK(connection->completed() == 0);
  watcher->execute("SELECT pg_advisory_unlock(1)");
  connection->wait(50);
  CHECK(connection->completed() >= 50);
  connection->finish();
  CHECK(connection->completed() == 101);
}

TEST_CASE("nothing behind a failure runs, be it in transactions of its own", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE log (n int)");
  const Error error = error_of([&] {
    for (int i = 0; i < 1000; ++i) {
      connection->send({.sql = "BEGIN"});
      connection->send({.sql = fmt::format("INSERT INTO log VALUES ({})", i)});
      if (i == 137) connection->send({.sql = "SELECT 1 / 0"});
      connection->send({.sql = "COMMIT"});
    }
    connection->finish();
  });
  CHECK(error.sqlstate() == "22012");
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK(connection->in_transaction());
  connection->execute("ROLLBACK");
  CHECK(value_of(*connection, "SELECT max(n) FROM log") == "136");
}

TEST_CASE("a COMMIT that fails keeps the next BEGIN from running", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int PRIMARY KEY)");
  connection->execute("CREATE TABLE b (a_id int REFERENCES a DEFERRABLE INITIALLY DEFERRED)");
  const Error error = error_of([&] {
    for (const char* const sql :
         {"BEGIN",
          "INSERT INTO a VALUES (1)",
          "COMMIT",
          "BEGIN",
          "INSERT INTO b VALUES (7)",
          "COMMIT",
          "BEGIN",
          "INSERT INTO a VALUES (2)",
          "COMMIT"}) {
      connection->send({.sql = sql});
    }
    connection->finish();
  });
  CHECK(error.sqlstate() == "23503");
  CHECK_FALSE(connection->in_transaction());
  CHECK(value_of(*connection, "SELECT string_agg(id::text, ',') FROM a") == "1");
}

TEST_CASE("a COMMIT that the server answers with a rollback is an error", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("BEGIN");
  CHECK_THROWS_AS(connection->execute("SELECT 1 / 0"), Error);
  const Error error = error_of([&] { connection->execute("COMMIT"); });
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK_THAT(error.message(), Contains("rolled back"));
}

TEST_CASE(
    "a constraint that is looked at when nobody is in a transaction fails at the finish",
    "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int PRIMARY KEY)");
  connection->execute("CREATE TABLE b (a_id int REFERENCES a DEFERRABLE INITIALLY DEFERRED)");
  const Error error = error_of([&] { connection->execute("INSERT INTO b VALUES (7)"); });
  CHECK(error.sqlstate() == "23503");
  CHECK(value_of(*connection, "SELECT count(*) FROM b") == "0");
}

TEST_CASE("a statement outside a transaction runs between two finishes", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE t (a int)");
  for (const char* const sql :
       {"VACUUM t",
        "CREATE INDEX CONCURRENTLY ti ON t (a)",
        "REINDEX INDEX CONCURRENTLY ti",
        "DROP INDEX CONCURRENTLY ti",
        "ALTER SYSTEM RESET work_mem",
        "CLUSTER"}) {
    CAPTURE(sql);
    CHECK_NOTHROW(connection->execute(sql));
  }
  const std::string other = database.name() + "_other";
  CHECK_NOTHROW(connection->execute("CREATE DATABASE " + other));
  CHECK_NOTHROW(connection->execute("DROP DATABASE " + other));
}

TEST_CASE("a statement of 50 MB goes out", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->send({.sql = "SELECT 1"});
  const std::string sql = "SELECT length('" + std::string(50 * mebibyte, 'x') + "')";
  connection->send({.sql = sql});
  connection->send({.sql = "SELECT 2"});
  connection->finish();
  CHECK(connection->completed() == 3);
}

TEST_CASE("big statements and big results pass each other without a deadlock", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const std::string comment(8 * mebibyte, 'x');
  const std::string sql =
      fmt::format("SELECT repeat('y', 1000) FROM generate_series(1, 16000) /* {} */", comment);
  for (int i = 0; i < 4; ++i)
    connection->send({.sql = sql});
  connection->finish();
  CHECK(connection->completed() == 4);
}

TEST_CASE("rows that nobody wants take no memory", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("SELECT 1");
  const std::size_t before = peak_memory();
  for (int i = 0; i < 3; ++i) {
    // 200 MB each.
    connection->send({.sql = "SELECT repeat('y', 1000) FROM generate_series(1, 200000)"});
  }
  connection->finish();
  CHECK(peak_memory() - before < 50 * mebibyte);
}

TEST_CASE("a position behind wide characters is found in the file", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const ScriptFile file("SELECT 1;\nSELECT '\xE4\xB8\x96\xE7\x95\x8C', oops;\n");
  const Error error = error_of([&] {
    connection->send(file.statement("SELECT '\xE4\xB8\x96\xE7\x95\x8C', oops"));
    connection->finish();
  });
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
  CHECK(error.place()->column == 14);
  CHECK(error.sqlstate() == "42703");
}

TEST_CASE("an error inside a function tells where in the detail", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const ScriptFile file("DO $$ BEGIN EXECUTE 'SELEC 1'; END $$;");
  const Error error = error_of([&] {
    connection->send(file.statement("DO $$ BEGIN EXECUTE 'SELEC 1'; END $$"));
    connection->finish();
  });
  CHECK_THAT(error.detail(), Contains("query: SELEC 1") && Contains("PL/pgSQL function"));
  REQUIRE(error.place());
  CHECK(error.place()->column == 1);
}

TEST_CASE("a row with its values is told in the detail only", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (name text NOT NULL, secret text)");
  const Error error = error_of([&] { connection->execute("INSERT INTO a VALUES (NULL, 'hush')"); });
  CHECK_THAT(error.message() + error.hint(), !Contains("hush"));
  CHECK_THAT(error.detail(), Contains("hush"));
}

TEST_CASE("a lock that is not free in time is a lock timeout", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto holder = database.connect();
  holder->execute("CREATE TABLE a (id int)");
  holder->execute("BEGIN");
  holder->execute("LOCK TABLE a");
  const auto connection = database.connect();
  connection->execute("SET lock_timeout = 10");
  const Error error = error_of([&] { connection->execute("DROP TABLE a"); });
  CHECK(error.code() == ErrorCode::lock_timeout);
  CHECK(error.sqlstate() == "55P03");
  CHECK_THAT(error.hint(), Contains("lock_timeout"));
}

TEST_CASE("a statement that takes too long names the setting", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("SET statement_timeout = 10");
  const Error error = error_of([&] { connection->execute("SELECT pg_sleep(600)"); });
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK(error.sqlstate() == "57014");
  CHECK_THAT(error.hint(), Contains("statement_timeout"));
}

TEST_CASE("the check of a changed row does not heed the search path", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int)");
  connection->execute("CREATE SCHEMA evil");
  connection->execute(
      "CREATE FUNCTION evil.yes(bigint, int) RETURNS bool LANGUAGE sql AS 'SELECT true'");
  connection->execute(
      "CREATE OPERATOR evil.= (LEFTARG = bigint, RIGHTARG = int, FUNCTION = evil.yes)");
  connection->execute("SET search_path = evil, pg_catalog, public");
  const Error error = error_of([&] {
    connection->change_row("DELETE FROM public.a");
    connection->finish();
  });
  CHECK(error.code() == ErrorCode::concurrent_change);
}

TEST_CASE(
    "Ctrl-C cancels the statement on the server and drops what is behind it", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto watcher = database.connect();
  const support::Interrupt interrupt;
  const auto connection = database.connect({.interrupt = &interrupt});
  connection->execute("CREATE TABLE a (id int)");
  std::thread user([&] {
    testing::await_value(
        *watcher,
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND wait_event = 'PgSleep'",
        "1");
    ::kill(::getpid(), SIGINT);
  });
  const Error error = error_of([&] {
    connection->send({.sql = "BEGIN"});
    connection->send({.sql = "INSERT INTO a VALUES (1)"});
    connection->send({.sql = "SELECT pg_sleep(600)"});
    connection->send({.sql = "COMMIT"});
    connection->finish();
  });
  user.join();
  CHECK(error.code() == ErrorCode::interrupted);
  CHECK(connection->in_transaction());
  connection->execute("ROLLBACK");
  CHECK(value_of(*connection, "SELECT count(*) FROM a") == "0");
  CHECK(
      value_of(*watcher, "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'") ==
      "0");
}

TEST_CASE("Ctrl-C cancels a COPY", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto watcher = database.connect();
  watcher->execute("CREATE TABLE a (id int)");
  watcher->execute("BEGIN");
  watcher->execute("LOCK TABLE a");
  const support::Interrupt interrupt;
  const auto connection = database.connect({.interrupt = &interrupt});
  std::thread user([&] {
    testing::await_value(*watcher, "SELECT count(*) FROM pg_locks WHERE NOT granted", "1");
    ::kill(::getpid(), SIGINT);
  });
  const Error error = error_of(
      [&] { connection->send({.sql = "COPY a FROM STDIN", .copy_data = "1\n", .is_copy = true}); });
  user.join();
  watcher->execute("COMMIT");
  CHECK(error.code() == ErrorCode::interrupted);
  CHECK(value_of(*connection, "SELECT count(*) FROM a") == "0");
}

}  // namespace migrate::dialect::postgresql
