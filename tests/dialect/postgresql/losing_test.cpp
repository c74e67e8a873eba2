#include <optional>
#include <string>
#include <thread>

#include <fmt/format.h>

#include "db/connection.hpp"
#include "dialect/postgresql/connection.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"
#include "testing/proxy.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;
using testing::FreshDatabase;
using testing::value_of;

namespace {

/// Sends transactions until it fails.
void work(db::Connection& connection) {
  for (int i = 0; i < 1'000'000; ++i) {
    connection.send({.sql = "BEGIN"});
    connection.send({.sql = "INSERT INTO a VALUES (1)"});
    connection.send({.sql = "COMMIT"});
  }
}

void check_lost(const Error& error, db::Connection& connection) {
  CHECK(error.code() == ErrorCode::connection_failed);
  CHECK_THAT(error.message(), Contains("the connection to PostgreSQL at") && Contains("is lost"));
  CHECK_THAT(error.hint(), Contains("pg_isready"));
  CHECK_FALSE(connection.is_alive());
  CHECK_FALSE(connection.in_transaction());
  CHECK(error_of([&] { connection.execute("SELECT 1"); }).code() == ErrorCode::connection_failed);
}

constexpr std::string_view is_working = "SELECT count(*) > 100 FROM a";

}  // namespace

TEST_CASE("a session that the server ends is lost, with the server's reason", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto watcher = database.connect();
  const auto connection = database.connect();
  const std::string pid = value_of(*connection, "SELECT pg_backend_pid()");
  SECTION("while a statement runs") {
    std::thread administrator([&] {
      testing::await_value(
          *watcher, "SELECT wait_event FROM pg_stat_activity WHERE pid = " + pid, "PgSleep");
      watcher->execute("SELECT pg_terminate_backend(" + pid + ")");
    });
    const Error error = error_of([&] { connection->execute("SELECT pg_sleep(600)"); });
    administrator.join();
    CHECK_THAT(error.message(), Contains("terminating connection due to administrator command"));
    check_lost(error, *connection);
  }
  SECTION("while nothing runs") {
    watcher->execute("SELECT pg_terminate_backend(" + pid + ", 10000)");
    check_lost(error_of([&] { connection->execute("SELECT 1"); }), *connection);
  }
}

TEST_CASE("a server that crashes in the middle is a lost connection", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int)");
  {
    auto watcher = database.connect();
    std::optional<testing::ServerCrash> crash;
    std::thread administrator([&] {
      testing::await_value(*watcher, is_working, "t");
      crash.emplace();
    });
    const Error error = error_of([&] { work(*connection); });
    administrator.join();
    check_lost(error, *connection);
    CHECK(error_of([&] { database.connect(); }).code() == ErrorCode::connection_failed);
  }
  CHECK(value_of(*database.connect(), "SELECT 1") == "1");
}

TEST_CASE("a network that is cut is a lost connection", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto watcher = database.connect();
  watcher->execute("CREATE TABLE a (id int)");
  testing::Proxy proxy(testing::cluster().socket);
  const db::Url url{.dialect = "postgresql", .text = proxy.url_of(database.name())};
  const auto connection = connect(url, {});
  CHECK(value_of(*connection, "SELECT 1") == "1");
  std::thread fate([&] {
    testing::await_value(*watcher, is_working, "t");
    proxy.cut();
  });
  const Error error = error_of([&] { work(*connection); });
  fate.join();
  check_lost(error, *connection);
}

TEST_CASE("a network that is cut during a COPY is a lost connection", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto watcher = database.connect();
  watcher->execute("CREATE TABLE a (id int)");
  watcher->execute("BEGIN");
  watcher->execute("LOCK TABLE a");
  testing::Proxy proxy(testing::cluster().socket);
  const db::Url url{.dialect = "postgresql", .text = proxy.url_of(database.name())};
  const auto connection = connect(url, {});
  std::thread fate([&] {
    testing::await_value(*watcher, "SELECT count(*) FROM pg_locks WHERE NOT granted", "1");
    proxy.cut();
  });
  const Error error = error_of(
      [&] { connection->send({.sql = "COPY a FROM STDIN", .copy_data = "1\n", .is_copy = true}); });
  fate.join();
  check_lost(error, *connection);
}

}  // namespace migrate::dialect::postgresql
