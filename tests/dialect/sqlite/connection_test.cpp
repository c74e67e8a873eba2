#include "dialect/sqlite/connection.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "support/file.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::sqlite {
using Catch::Matchers::Contains;
using testing::FreshDatabase;
using testing::value_of;

namespace {

/// Files can be read-only for an ordinary user only: root writes everywhere.
class OrdinaryUser final {
 public:
  OrdinaryUser() {
    constexpr uid_t nobody = 65534;
    if (user_ == 0) REQUIRE(::seteuid(nobody) == 0);
  }
  ~OrdinaryUser() {
    if (user_ == 0 && ::seteuid(user_) != 0) std::abort();
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;

 private:
  uid_t user_{::geteuid()};
};

std::unique_ptr<db::Connection> open(const std::string& path, std::chrono::milliseconds wait = {}) {
  return connect({.dialect = "sqlite", .path = path}, {.lock_wait = wait});
}

std::string folder_of(const FreshDatabase& database) {
  return std::filesystem::path(database.url().path).parent_path().string();
}

}  // namespace

TEST_CASE("reading creates no file", "[sqlite]") {
  const FreshDatabase database("sqlite");
  const auto connection = database.connect();
  CHECK(value_of(*connection, "SELECT count(*) FROM sqlite_schema") == "0");
  CHECK_THROWS_AS(connection->require("SELECT 1 FROM sqlite_schema"), Error);
  CHECK_FALSE(support::file_exists(database.url().path));
}

TEST_CASE("the first statement that is sent creates the file", "[sqlite]") {
  const FreshDatabase database("sqlite");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int)");
  CHECK(support::file_exists(database.url().path));
  CHECK(value_of(*database.connect(), "SELECT count(*) FROM a") == "0");
}

TEST_CASE("a reader sees the file that another session has created meanwhile", "[sqlite]") {
  const FreshDatabase database("sqlite");
  const auto reader = database.connect();
  CHECK(value_of(*reader, "SELECT count(*) FROM sqlite_schema") == "0");
  database.connect()->execute("CREATE TABLE a (id int)");
  CHECK(value_of(*reader, "SELECT count(*) FROM sqlite_schema") == "1");
}

TEST_CASE("a database in memory is gone with its session", "[sqlite]") {
  open(":memory:")->execute("CREATE TABLE a (id int)");
  const auto connection = open(":memory:");
  CHECK(value_of(*connection, "SELECT count(*) FROM sqlite_schema") == "0");
}

TEST_CASE("a missing folder is named when the file is created", "[sqlite]") {
  const testing::TemporaryDirectory directory;
  const auto connection = open(directory.path() + "/missing/app.db");
  const Error error = error_of([&] { connection->execute("BEGIN IMMEDIATE"); });
  CHECK(error.code() == ErrorCode::connection_failed);
  CHECK_THAT(error.message(), Contains("folder " + directory.path() + "/missing does not exist"));
  CHECK_THAT(error.hint(), Contains("mkdir -p"));
}

TEST_CASE("a folder is no database", "[sqlite]") {
  const testing::TemporaryDirectory directory;
  const Error error = error_of([&] { open(directory.path()); });
  CHECK(error.code() == ErrorCode::connection_failed);
  CHECK_THAT(error.message(), Contains("it is a folder"));
}

TEST_CASE("a file that is no database is refused", "[sqlite]") {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.path() + "/app.db";
  std::ofstream(path) << std::string(4096, 'x');
  const Error error = error_of([&] { open(path)->query("SELECT 1 FROM sqlite_schema"); });
  CHECK(error.code() == ErrorCode::connection_failed);
  CHECK_THAT(error.message(), Contains("is not a SQLite database"));
}

TEST_CASE("a read-only file can be read and is named when it is written", "[sqlite]") {
  const FreshDatabase database("sqlite");
  database.connect()->execute("CREATE TABLE a (id int)");
  std::filesystem::permissions(database.url().path, std::filesystem::perms{0444});
  std::filesystem::permissions(folder_of(database), std::filesystem::perms{0755});
  const OrdinaryUser user;
  const auto connection = database.connect();
  CHECK(value_of(*connection, "SELECT count(*) FROM a") == "0");
  const Error error = error_of([&] {
    connection->execute("BEGIN IMMEDIATE");
    connection->execute("INSERT INTO a VALUES (1)");
  });
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK_THAT(error.message(), Contains(database.url().path) && Contains("cannot be written"));
  CHECK_THAT(error.hint(), Contains("ls -ld"));
}

TEST_CASE("a read-only folder is named when the database is written", "[sqlite]") {
  const FreshDatabase database("sqlite");
  database.connect()->execute("CREATE TABLE a (id int)");
  std::filesystem::permissions(database.url().path, std::filesystem::perms{0666});
  std::filesystem::permissions(folder_of(database), std::filesystem::perms{0555});
  const OrdinaryUser user;
  const auto connection = database.connect();
  const Error error = error_of([&] {
    connection->execute("BEGIN IMMEDIATE");
    connection->execute("INSERT INTO a VALUES (1)");
    connection->execute("COMMIT");
  });
  CHECK_THAT(error.message(), Contains(database.url().path));
  CHECK_THAT(error.hint(), Contains("writable"));
}

TEST_CASE("a file that may not be read is refused", "[sqlite]") {
  const FreshDatabase database("sqlite");
  database.connect()->execute("CREATE TABLE a (id int)");
  std::filesystem::permissions(database.url().path, std::filesystem::perms::none);
  std::filesystem::permissions(folder_of(database), std::filesystem::perms{0755});
  const OrdinaryUser user;
  const Error error = error_of([&] { database.connect(); });
  CHECK(error.code() == ErrorCode::connection_failed);
  CHECK_THAT(error.message(), Contains("cannot open the database"));
}

TEST_CASE("a full disk is one clear error, and nothing is left to roll back", "[sqlite]") {
  const FreshDatabase database("sqlite");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (x blob)");
  // The nearest thing to a full disk that needs no disk of its own.
  connection->execute("PRAGMA max_page_count = 20");
  connection->execute("BEGIN IMMEDIATE");
  connection->execute("INSERT INTO a VALUES (zeroblob(1000))");
  const Error error =
      error_of([&] { connection->execute("INSERT INTO a VALUES (zeroblob(1000000))"); });
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK_THAT(error.message(), Contains("no space is left"));
  CHECK_THAT(error.hint(), Contains("df -h"));
  if (connection->in_transaction()) connection->execute("ROLLBACK");
  CHECK(value_of(*connection, "SELECT count(*) FROM a") == "0");
}

TEST_CASE("another writer is waited for no longer than is allowed", "[sqlite]") {
  const FreshDatabase database("sqlite");
  const auto writer = database.connect();
  writer->execute("BEGIN IMMEDIATE");
  constexpr std::chrono::milliseconds wait{60};
  const auto connection = open(database.url().path, wait);
  const auto before = std::chrono::steady_clock::now();
  const Error error = error_of([&] { connection->execute("BEGIN IMMEDIATE"); });
  CHECK(std::chrono::steady_clock::now() - before >= wait);
  CHECK(error.code() == ErrorCode::lock_timeout);
  CHECK_THAT(error.message(), Contains("another program is writing"));
  writer->execute("COMMIT");
  connection->execute("BEGIN IMMEDIATE");
}

TEST_CASE("Ctrl-C ends the wait for another writer", "[sqlite]") {
  const FreshDatabase database("sqlite");
  const auto writer = database.connect();
  writer->execute("BEGIN IMMEDIATE");
  const support::Interrupt interrupt;
  const auto connection =
      database.connect({.lock_wait = std::chrono::hours(1), .interrupt = &interrupt});
  connection->execute("SELECT 1");
  std::thread user([] { ::kill(::getpid(), SIGINT); });
  const Error error = error_of([&] { connection->execute("BEGIN IMMEDIATE"); });
  user.join();
  CHECK(error.code() == ErrorCode::interrupted);
}

TEST_CASE("bytes of a value come back as they are", "[sqlite]") {
  const auto connection = open(":memory:");
  const auto rows = connection->query("SELECT x'00ff41', zeroblob(0), 'a' || char(0) || 'b', 1.5");
  REQUIRE(rows.size() == 1);
  CHECK(
      rows[0] == db::Row{
                     std::string(
                         "\0\xFF"
                         "A",
                         3),
                     "",
                     std::string("a\0b", 3),
                     "1.5"});
}

TEST_CASE("a trigger is one statement", "[sqlite]") {
  const auto connection = open(":memory:");
  connection->execute("CREATE TABLE a (id int)");
  connection->execute(
      "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET id = 2; UPDATE a SET id = id + 1; "
      "END");
  connection->change_row("INSERT INTO a VALUES (1)");
  CHECK(value_of(*connection, "SELECT id FROM a") == "3");
}

}  // namespace migrate::dialect::sqlite
