#include <migrate/runtime.hpp>

#include <memory>
#include <string>

#include <sqlite3.h>

#include "runtime/units.hpp"
#include "testing/catch.hpp"
#include "testing/temporary_folder.hpp"

namespace migrate::testing {
namespace {

using Session = std::unique_ptr<sqlite3, decltype(&::sqlite3_close)>;

Session open(const std::string& path) {
  sqlite3* opened = nullptr;
  ::sqlite3_open(path.c_str(), &opened);
  return {opened, &::sqlite3_close};
}

void execute(const Session& session, const char* sql) {
  REQUIRE(::sqlite3_exec(session.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK);
}

/// The only value of a query.
std::string value(const Session& session, const char* sql) {
  std::string result;
  const auto keep = [](void* target, int /*columns*/, char** values, char** /*names*/) {
    *static_cast<std::string*>(target) = values[0] == nullptr ? "NULL" : values[0];
    return 0;
  };
  ::sqlite3_exec(session.get(), sql, keep, &result, nullptr);
  return result;
}

}  // namespace

TEST_CASE("a borrowed SQLite session keeps its foreign keys, and its rows", "[runtime]") {
  const Session session = open(":memory:");
  for (const char* const enforced : {"1", "0"}) {
    execute(session, (std::string("PRAGMA foreign_keys = ") + enforced).c_str());
    runtime::upgrade(library_migrations(), runtime::Database(session.get()));
    CHECK(value(session, "PRAGMA foreign_keys") == enforced);
    CHECK(::sqlite3_get_autocommit(session.get()) != 0);
    CHECK(value(session, "SELECT count(*) FROM books") == "2");
  }
  execute(session, "PRAGMA foreign_keys = 1");
  execute(session, "DELETE FROM authors");
  CHECK(value(session, "SELECT count(*) FROM books") == "0");
}

TEST_CASE("a run that fails leaves a borrowed SQLite session as it was", "[runtime]") {
  const Session session = open(":memory:");
  execute(session, "PRAGMA foreign_keys = 1");
  for (const auto* const migrations : {&failing_migrations(), &failing_alone_migrations()}) {
    CHECK_THROWS_AS(
        runtime::upgrade(*migrations, runtime::Database(session.get())), runtime::Failure);
    CHECK(value(session, "PRAGMA foreign_keys") == "1");
    CHECK(::sqlite3_get_autocommit(session.get()) != 0);
    CHECK(value(session, "SELECT version_num FROM alembic_version") == "c3");
  }
}

TEST_CASE("a SQLite session in a transaction is not borrowed", "[runtime]") {
  const Session session = open(":memory:");
  execute(session, "BEGIN");
  execute(session, "CREATE TABLE mine (id integer)");
  const auto failure =
      failure_of([&] { runtime::upgrade(library_migrations(), runtime::Database(session.get())); });
  CHECK(failure.code() == "usage");
  CHECK(std::string(failure.what()) == "the database connection has an open transaction");
  execute(session, "COMMIT");
  CHECK(value(session, "SELECT count(*) FROM mine") == "0");
}

TEST_CASE("the busy handler of a borrowed SQLite session stays", "[runtime]") {
  const TemporaryFolder folder;
  const Session other = open(folder.path("app.db"));
  execute(other, "BEGIN IMMEDIATE");
  const Session session = open(folder.path("app.db"));
  int calls = 0;
  const auto count = [](void* counter, int /*tries*/) {
    ++*static_cast<int*>(counter);
    return 0;
  };
  ::sqlite3_busy_handler(session.get(), count, &calls);
  const auto failure = failure_of([&] {
    runtime::upgrade(
        library_migrations(),
        runtime::Database(session.get()),
        {.lock_wait = std::chrono::milliseconds(20)});
  });
  CHECK(failure.code() == "lock_timeout");
  CHECK(failure.exit_status() == 5);
  CHECK(calls > 1);
  calls = 0;
  CHECK(::sqlite3_exec(session.get(), "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_BUSY);
  CHECK(calls == 1);
}

TEST_CASE("a borrowed SQLite session waits for another writer", "[runtime]") {
  const TemporaryFolder folder;
  const Session other = open(folder.path("app.db"));
  execute(other, "BEGIN IMMEDIATE");
  const Session session = open(folder.path("app.db"));
  const auto finish = [](void* writer, int /*tries*/) {
    ::sqlite3_exec(static_cast<sqlite3*>(writer), "COMMIT", nullptr, nullptr, nullptr);
    return 0;
  };
  ::sqlite3_busy_handler(session.get(), finish, other.get());
  CHECK(
      runtime::upgrade(library_migrations(), runtime::Database(session.get())).heads ==
      std::vector<std::string>{"c3"});
}

}  // namespace migrate::testing
