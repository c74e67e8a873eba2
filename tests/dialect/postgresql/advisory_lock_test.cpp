#include "dialect/postgresql/advisory_lock.hpp"

#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "dialect/postgresql/connection.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"
#include "testing/pgbouncer.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;
using dialect::LockRequest;
using testing::FreshDatabase;
using testing::value_of;

namespace {

const dialect::TableName table{.name = "alembic_version"};

constexpr std::string_view count_locks =
    "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = "
    "(SELECT oid FROM pg_database WHERE datname = current_database())";

}  // namespace

TEST_CASE("the key of a lock is the same everywhere and for ever", "[postgresql]") {
  // Runs of different releases must keep each other out: these values are a contract.
  CHECK(lock_key("app", table) == 7660001680070683068);
  CHECK(lock_key("app", {.schema = "public", .name = table.name}) == -7160891927638798885);
  CHECK(
      lock_key("app", {.schema = "a", .name = "b"}) !=
      lock_key("app", {.schema = "b", .name = "a"}));
  CHECK(lock_key("app", {.schema = "ab"}) != lock_key("app", {.schema = "a", .name = "b"}));
  CHECK(lock_key("app", table) != lock_key("apq", table));
}

TEST_CASE("a lock is held until it goes, and by the session that runs the units", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const auto watcher = database.connect();
  {
    const auto held = lock(*connection, {.table = table});
    CHECK(held->in_each_transaction().empty());
    CHECK(value_of(*watcher, count_locks) == "1");
    CHECK_FALSE(connection->in_transaction());
  }
  CHECK(value_of(*watcher, count_locks) == "0");
}

TEST_CASE("a lock is freed behind a failed transaction too", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  {
    const auto held = lock(*connection, {.table = table});
    connection->execute("BEGIN");
    CHECK_THROWS_AS(connection->execute("SELECT 1 / 0"), Error);
  }
  CHECK(value_of(*connection, count_locks) == "0");
}

TEST_CASE("a lock that a unit has taken once more or freed is free in the end", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const auto key = lock_key(database.name(), table);
  const std::string sql =
      GENERATE(as<std::string>{}, "SELECT pg_advisory_lock({})", "SELECT pg_advisory_unlock({})");
  {
    const auto held = lock(*connection, {.table = table});
    connection->execute(fmt::format(fmt::runtime(sql), key));
  }
  CHECK(value_of(*connection, count_locks) == "0");
}

TEST_CASE("a lock of a lost session goes without a word", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const auto watcher = database.connect();
  const std::string pid = value_of(*connection, "SELECT pg_backend_pid()");
  {
    const auto held = lock(*connection, {.table = table});
    watcher->execute(fmt::format("SELECT pg_terminate_backend({}, 10000)", pid));
  }
  CHECK(value_of(*watcher, count_locks) == "0");
}

TEST_CASE("who waits is told once who holds the lock, and holds no transaction", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto holder = database.connect();
  const std::string pid = value_of(*holder, "SELECT pg_backend_pid()");
  auto held = lock(*holder, {.table = table});
  const auto connection = database.connect();
  const auto watcher = database.connect();
  std::vector<std::string> told;
  std::string open_transactions;
  const LockRequest request{
      .table = table, .wait = std::chrono::seconds(60), .on_wait = [&](std::string_view who) {
        told.emplace_back(who);
        open_transactions = value_of(
            *watcher,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND xact_start IS NOT NULL AND pid <> pg_backend_pid()");
        held.reset();
      }};
  const auto mine = lock(*connection, request);
  REQUIRE(told.size() == 1);
  CHECK(told[0] == fmt::format("pid {}, postgres, migrate", pid));
  CHECK(open_transactions == "0");
  CHECK(value_of(*watcher, count_locks) == "1");
}

TEST_CASE("a lock that is not free in time names its holder", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto holder = database.connect();
  const std::string pid = value_of(*holder, "SELECT pg_backend_pid()");
  const auto held = lock(*holder, {.table = table});
  const auto connection = database.connect();
  const Error error =
      error_of([&] { lock(*connection, {.table = table, .wait = std::chrono::milliseconds(30)}); });
  CHECK(error.code() == ErrorCode::lock_timeout);
  CHECK_THAT(error.message(), Contains("pid " + pid));
}

TEST_CASE("Ctrl-C ends the wait for a lock", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto holder = database.connect();
  const auto held = lock(*holder, {.table = table});
  const support::Interrupt interrupt;
  const auto connection = database.connect();
  const LockRequest request{
      .table = table,
      .wait = std::chrono::hours(1),
      .interrupt = &interrupt,
      .on_wait = [](std::string_view) { ::kill(::getpid(), SIGINT); }};
  CHECK(error_of([&] { lock(*connection, request); }).code() == ErrorCode::interrupted);
}

TEST_CASE("other version tables and other databases have locks of their own", "[postgresql]") {
  const FreshDatabase one("postgresql");
  const FreshDatabase two("postgresql");
  const auto first = one.connect();
  const auto second = one.connect();
  const auto third = two.connect();
  const auto held = lock(*first, {.table = table});
  CHECK_NOTHROW(lock(*second, {.table = {.name = "other"}}));
  CHECK_NOTHROW(lock(*second, {.table = {.schema = "other", .name = table.name}}));
  CHECK_NOTHROW(lock(*third, {.table = table}));
}

TEST_CASE(
    "behind a transaction pooler each transaction takes the lock for itself", "[postgresql]") {
  REQUIRE(testing::Pgbouncer::is_installed());
  const FreshDatabase database("postgresql");
  const testing::Pgbouncer pooler;
  const db::Url url{.dialect = "postgresql", .text = pooler.url_of(database.name())};
  const auto open = [&] { return connect(url, {}); };
  const auto watcher = database.connect();
  watcher->execute("CREATE TABLE counter (n int)");
  watcher->execute("INSERT INTO counter VALUES (0)");
  const auto count_up = [&] {
    const auto connection = open();
    const auto held = lock(*connection, {.table = table});
    REQUIRE(held->in_each_transaction().size() == 1);
    for (int i = 0; i < 20; ++i) {
      connection->send({.sql = "BEGIN"});
      for (const std::string& sql : held->in_each_transaction())
        connection->send({.sql = sql});
      const int n = std::stoi(value_of(*connection, "SELECT n FROM counter"));
      connection->send({.sql = fmt::format("UPDATE counter SET n = {}", n + 1)});
      connection->send({.sql = "COMMIT"});
      connection->finish();
    }
  };
  constexpr std::size_t runs = 4;
  std::vector<std::thread> threads;
  threads.reserve(runs);
  for (std::size_t i = 0; i < runs; ++i)
    threads.emplace_back(count_up);
  for (std::thread& thread : threads)
    thread.join();
  CHECK(value_of(*watcher, "SELECT n FROM counter") == "80");
  CHECK(value_of(*watcher, count_locks) == "0");
}

}  // namespace migrate::dialect::postgresql
