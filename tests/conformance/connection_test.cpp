#include "db/connection.hpp"

#include <csignal>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "support/interrupt.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"
#include "testing/script.hpp"

namespace migrate::conformance {
using testing::FreshDatabase;
using testing::ScriptFile;
using testing::value_of;

namespace {

/// A database of each kind in turn, and a session with it.
struct Session {
  FreshDatabase database{GENERATE(from_range(testing::dialect_names()))};
  std::unique_ptr<db::Connection> connection{database.connect()};
};

/// A query that counts longer than any test may take.
constexpr std::string_view endless =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) "
    "SELECT max(i) FROM n";

}  // namespace

TEST_CASE("statements run in the order in which they are sent", "[conformance]") {
  const Session session;
  db::Connection& connection = *session.connection;
  connection.send({.sql = "CREATE TABLE a (id int)"});
  connection.send({.sql = "INSERT INTO a VALUES (1)"});
  connection.send({.sql = "UPDATE a SET id = id + 1"});
  connection.finish();
  CHECK(value_of(connection, "SELECT id FROM a") == "2");
  CHECK(connection.completed() == 3);
}

TEST_CASE("thousands of statements may be sent without waiting", "[conformance]") {
  const Session session;
  db::Connection& connection = *session.connection;
  constexpr std::size_t count = 3000;
  connection.execute("CREATE TABLE a (id int PRIMARY KEY)");
  connection.send({.sql = "BEGIN"});
  for (std::size_t i = 0; i < count; ++i) {
    connection.send({.sql = fmt::format("INSERT INTO a VALUES ({})", i)});
  }
  connection.send({.sql = "COMMIT"});
  connection.wait(count);
  CHECK(connection.completed() >= count);
  connection.finish();
  CHECK(connection.completed() == count + 3);
  CHECK(value_of(connection, "SELECT count(*) FROM a") == "3000");
}

TEST_CASE("a query returns its rows as text, and nothing for a null", "[conformance]") {
  const Session session;
  const auto rows =
      session.connection->query("SELECT 1, 'it''s', NULL UNION ALL SELECT 2, '', 'x'");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0] == db::Row{"1", "it's", std::nullopt});
  CHECK(rows[1] == db::Row{"2", "", "x"});
}

TEST_CASE("a query without rows returns none", "[conformance]") {
  const Session session;
  CHECK(session.connection->query("SELECT 1 WHERE 1 = 0").empty());
}

TEST_CASE("a query sees what was sent before it", "[conformance]") {
  const Session session;
  session.connection->send({.sql = "CREATE TABLE a (id int)"});
  session.connection->send({.sql = "INSERT INTO a VALUES (7)"});
  CHECK(value_of(*session.connection, "SELECT id FROM a") == "7");
}

TEST_CASE("rows of a statement that is sent are dropped", "[conformance]") {
  const Session session;
  session.connection->send({.sql = "SELECT 1 UNION ALL SELECT 2"});
  session.connection->send({.sql = "SELECT 3"});
  session.connection->finish();
  CHECK(session.connection->completed() == 2);
  CHECK(session.connection->query("SELECT 4").size() == 1);
}

TEST_CASE("a statement that is only a comment does nothing", "[conformance]") {
  const Session session;
  session.connection->send({.sql = "-- nothing"});
  session.connection->send({.sql = ""});
  session.connection->finish();
  CHECK(session.connection->completed() == 2);
}

TEST_CASE("a failed statement is an error with its place in the file", "[conformance]") {
  struct Case {
    std::string text;
    std::string statement;
    std::size_t line;
    std::size_t column;
  };
  const Session session;
  const auto test = GENERATE(values<Case>({
      {"-- one\nSELECT 1;\nSELEC 2;", "SELEC 2", 3, 1},
      {"SELECT\n  '\xC3\xBC', missing_column", "SELECT\n  '\xC3\xBC', missing_column", 2, 8},
      {"\xEF\xBB\xBFSELECT missing_column", "SELECT missing_column", 1, 8},
      {"SELECT 1;\r\n  INSERT INTO missing_table VALUES (1);",
       "INSERT INTO missing_table VALUES (1)",
       2,
       0},
  }));
  CAPTURE(test.text);
  const ScriptFile file(test.text);
  const Error error = error_of([&] {
    session.connection->send(file.statement(test.statement));
    session.connection->finish();
  });
  CHECK(error.code() == ErrorCode::sql_error);
  REQUIRE(error.place());
  CHECK(error.place()->file == "unit.sql");
  CHECK(error.place()->line == test.line);
  // 0: PostgreSQL points at the table's name, SQLite says nothing, so the statement's begin is the
  // place.
  if (test.column != 0) CHECK(error.place()->column == test.column);
}

TEST_CASE("a failure while running points at the statement", "[conformance]") {
  const Session session;
  session.connection->execute("CREATE TABLE a (id int PRIMARY KEY)");
  session.connection->execute("INSERT INTO a VALUES (1)");
  const ScriptFile file("SELECT 1;\n\n  INSERT INTO a\n  VALUES (1);");
  const Error error = error_of([&] {
    session.connection->send(file.statement("INSERT INTO a\n  VALUES (1)"));
    session.connection->finish();
  });
  CHECK(error.code() == ErrorCode::sql_error);
  REQUIRE(error.place());
  CHECK(error.place()->line == 3);
  CHECK(error.place()->column == 3);
}

TEST_CASE("the error names the statement that failed, not one around it", "[conformance]") {
  const Session session;
  const ScriptFile file(
      "CREATE TABLE a (id int);\nCREATE TABLE a (id int);\nCREATE TABLE b (id int);");
  const Error error = error_of([&] {
    session.connection->send(file.statement("CREATE TABLE a (id int)"));
    session.connection->send(file.statement("\nCREATE TABLE a (id int)"));
    session.connection->send(file.statement("CREATE TABLE b (id int)"));
    session.connection->finish();
  });
  REQUIRE(error.place());
  CHECK(error.place()->text == "CREATE TABLE a (id int);");
  CHECK(error.place()->line <= 2);
  CHECK_THAT(error.message(), Catch::Matchers::Contains("already exists"));
}

TEST_CASE("an error of a statement of our own has no place", "[conformance]") {
  const Session session;
  const Error error = error_of([&] { session.connection->execute("SELECT missing_column"); });
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK_FALSE(error.place());
}

TEST_CASE("a NUL character in a statement is refused at its place", "[conformance]") {
  const Session session;
  const std::string text("SELECT 1;\nSELECT '\0'; DROP TABLE a", 33);
  const ScriptFile file(text);
  const Error error = error_of([&] {
    session.connection->send(file.statement(std::string("SELECT '\0'", 10)));
    session.connection->finish();
  });
  CHECK(error.code() == ErrorCode::sql_error);
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
  CHECK(error.place()->column == 9);
}

TEST_CASE("a session goes on after a failure as if nothing had been sent", "[conformance]") {
  const Session session;
  db::Connection& connection = *session.connection;
  CHECK_THROWS_AS(connection.execute("SELEC"), Error);
  CHECK(connection.is_alive());
  CHECK(connection.completed() == 0);
  connection.finish();
  CHECK(value_of(connection, "SELECT 5") == "5");
  connection.execute("CREATE TABLE a (id int)");
  CHECK(connection.completed() == 1);
}

TEST_CASE("changing exactly one row is done", "[conformance]") {
  const Session session;
  db::Connection& connection = *session.connection;
  connection.execute("CREATE TABLE a (id varchar(32) PRIMARY KEY)");
  connection.change_row("INSERT INTO a VALUES ('x')");
  connection.change_row("UPDATE a SET id = 'y' WHERE id = 'x'");
  connection.finish();
  CHECK(value_of(connection, "SELECT id FROM a") == "y");
  connection.change_row("DELETE FROM a WHERE id = 'y'");
  connection.finish();
  CHECK(value_of(connection, "SELECT count(*) FROM a") == "0");
  CHECK(connection.completed() == 4);
}

TEST_CASE("changing another number of rows than one is a concurrent change", "[conformance]") {
  const Session session;
  db::Connection& connection = *session.connection;
  connection.execute("CREATE TABLE a (id int PRIMARY KEY)");
  connection.execute("INSERT INTO a VALUES (1), (2)");
  const std::string sql = GENERATE(
      as<std::string>{},
      "DELETE FROM a WHERE id = 3",
      "UPDATE a SET id = 4 WHERE id = 3",
      "DELETE FROM a",
      "INSERT INTO a VALUES (5), (6)",
      "INSERT INTO a VALUES (1)");
  CAPTURE(sql);
  const Error error = error_of([&] {
    connection.change_row(sql);
    connection.send({.sql = "INSERT INTO a VALUES (9)"});
    connection.finish();
  });
  CHECK(error.code() == ErrorCode::concurrent_change);
  CHECK_FALSE(connection.in_transaction());
  CHECK(value_of(connection, "SELECT count(*) FROM a") == "2");
  CHECK(value_of(connection, "SELECT max(id) FROM a") == "2");
}

TEST_CASE(
    "a requirement is met by a row, and without one nothing behind it runs", "[conformance]") {
  const Session session;
  db::Connection& connection = *session.connection;
  connection.execute("CREATE TABLE a (id int)");
  connection.require("SELECT 1");
  connection.require("SELECT 1 UNION ALL SELECT 2");
  connection.finish();
  const Error error = error_of([&] {
    connection.require("SELECT 1 FROM a");
    connection.send({.sql = "INSERT INTO a VALUES (1)"});
    connection.finish();
  });
  CHECK(error.code() == ErrorCode::concurrent_change);
  CHECK(value_of(connection, "SELECT count(*) FROM a") == "0");
}

TEST_CASE("a failed condition of a plain statement is no concurrent change", "[conformance]") {
  const Session session;
  session.connection->execute("CREATE TABLE a (id int PRIMARY KEY)");
  session.connection->execute("INSERT INTO a VALUES (1)");
  const Error error = error_of([&] { session.connection->execute("INSERT INTO a VALUES (1)"); });
  CHECK(error.code() == ErrorCode::sql_error);
}

TEST_CASE("Ctrl-C stops a running statement, once", "[conformance]") {
  const FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const support::Interrupt interrupt;
  const auto connection = database.connect({.interrupt = &interrupt});
  connection->execute("CREATE TABLE a (id int)");
  connection->send({.sql = "BEGIN"});
  connection->send({.sql = "INSERT INTO a VALUES (1)"});
  connection->finish();
  std::thread user([] { ::kill(::getpid(), SIGINT); });
  const Error error = error_of([&] {
    connection->send({.sql = endless});
    connection->finish();
  });
  user.join();
  CHECK(error.code() == ErrorCode::interrupted);
  CHECK(connection->is_alive());
  if (connection->in_transaction()) connection->execute("ROLLBACK");
  CHECK(value_of(*connection, "SELECT count(*) FROM a") == "0");
}

TEST_CASE("Ctrl-C between two statements is seen by the next one", "[conformance]") {
  const FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const support::Interrupt interrupt;
  const auto connection = database.connect({.interrupt = &interrupt});
  ::kill(::getpid(), SIGINT);
  const Error error = error_of([&] { connection->execute("CREATE TABLE a (id int)"); });
  CHECK(error.code() == ErrorCode::interrupted);
  CHECK(value_of(*connection, "SELECT 1") == "1");
}

}  // namespace migrate::conformance
