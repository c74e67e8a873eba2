#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::conformance {
using testing::FreshDatabase;
using testing::value_of;

namespace {

constexpr std::chrono::seconds patience{60};

/// A run that keeps others out: reads a number, and writes it one higher, which only works alone.
void count_up(const FreshDatabase& database) {
  const auto connection = database.connect({.lock_wait = patience});
  const auto lock = database.dialect().lock(
      *connection, {.table = {.name = "alembic_version"}, .wait = patience});
  const auto& statements = database.dialect().capabilities().transaction_per_unit;
  const auto send = [&](const std::string& sql) {
    if (!sql.empty()) connection->send({.sql = sql});
  };
  send(statements.begin_run);
  const int number = std::stoi(value_of(*connection, "SELECT n FROM counter"));
  send(statements.begin_unit);
  send(fmt::format("UPDATE counter SET n = {}", number + 1));
  send(statements.commit_unit);
  send(statements.commit_run);
  connection->finish();
}

}  // namespace

TEST_CASE("of several runs at once each has the database for itself", "[conformance]") {
  const FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  constexpr int runs = 8;
  {
    const auto connection = database.connect();
    connection->execute("CREATE TABLE counter (n int)");
    connection->execute("INSERT INTO counter VALUES (0)");
  }
  std::atomic<int> failures{0};
  std::vector<std::thread> threads;
  threads.reserve(runs);
  for (int i = 0; i < runs; ++i) {
    threads.emplace_back([&] {
      try {
        count_up(database);
      } catch (const Error& error) {
        fmt::print(stderr, "{}\n", error.message());
        ++failures;
      }
    });
  }
  for (std::thread& thread : threads)
    thread.join();
  CHECK(failures == 0);
  CHECK(value_of(*database.connect(), "SELECT n FROM counter") == std::to_string(runs));
}

TEST_CASE("a run that may not wait is told that another one is at work", "[conformance]") {
  const FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const auto& dialect = database.dialect();
  const auto& begin_run = dialect.capabilities().transaction_per_unit.begin_run;
  const dialect::LockRequest request{.table = {.name = "alembic_version"}};
  const auto first = database.connect();
  const auto held = dialect.lock(*first, request);
  if (!begin_run.empty()) first->execute(begin_run);

  const auto second = database.connect();
  const Error error = error_of([&] {
    const auto lock = dialect.lock(*second, request);
    second->execute(begin_run);
  });
  CHECK(error.code() == ErrorCode::lock_timeout);
  CHECK_FALSE(error.hint().empty());
}

}  // namespace migrate::conformance
