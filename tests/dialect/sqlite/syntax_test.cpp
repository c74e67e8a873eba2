#include "dialect/sqlite/syntax.hpp"

#include <algorithm>
#include <string>

#include "sql/pattern.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"

namespace migrate::dialect::sqlite {
using testing::FreshDatabase;
using testing::value_of;

namespace {

bool is_outside_transaction(std::string_view statement) {
  const sql::Syntax& known = syntax();
  return std::ranges::any_of(known.outside_transaction, [&](const std::string& pattern) {
    return sql::matches(statement, pattern, known);
  });
}

}  // namespace

TEST_CASE("what SQLite refuses in a transaction is known", "[sqlite]") {
  const FreshDatabase database("sqlite");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int)");
  connection->execute("ATTACH ':memory:' AS other");
  connection->execute("BEGIN IMMEDIATE");
  connection->execute("INSERT INTO a VALUES (1)");
  const std::string sql = GENERATE(
      as<std::string>{},
      "VACUUM",
      "DETACH other",
      "PRAGMA synchronous = OFF",
      "PRAGMA wal_checkpoint");
  CAPTURE(sql);
  CHECK(is_outside_transaction(sql));
  CHECK_THROWS_AS(connection->execute(sql), Error);
}

TEST_CASE("what SQLite passes over in a transaction is known", "[sqlite]") {
  const FreshDatabase database("sqlite");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int)");
  struct Case {
    std::string name;
    std::string value;
  };
  const auto test = GENERATE(values<Case>(
      {{"foreign_keys", "ON"},
       {"journal_mode", "OFF"},
       {"auto_vacuum", "1"},
       {"page_size", "8192"},
       {"encoding", "'UTF-16'"}}));
  CAPTURE(test.name);
  const std::string before = value_of(*connection, "PRAGMA " + test.name);
  connection->execute("BEGIN IMMEDIATE");
  connection->execute("INSERT INTO a VALUES (1)");
  const std::string sql = "PRAGMA " + test.name + " = " + test.value;
  CHECK(is_outside_transaction(sql));
  connection->execute(sql);
  CHECK(value_of(*connection, "PRAGMA " + test.name) == before);
}

TEST_CASE("what SQLite does in a transaction is not refused", "[sqlite]") {
  const std::string sql = GENERATE(
      as<std::string>{},
      "ATTACH ':memory:' AS other",
      "ANALYZE",
      "PRAGMA defer_foreign_keys = ON",
      "PRAGMA user_version = 3",
      "PRAGMA foreign_key_check",
      "PRAGMA legacy_alter_table = ON",
      "REINDEX",
      "CREATE TABLE vacuum (id int)");
  CAPTURE(sql);
  const FreshDatabase database("sqlite");
  const auto connection = database.connect();
  connection->execute("BEGIN IMMEDIATE");
  connection->execute(sql);
  CHECK_FALSE(is_outside_transaction(sql));
}

}  // namespace migrate::dialect::sqlite
