#include <string>

#include "db/connection.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"
#include "testing/script.hpp"

namespace migrate::dialect::postgresql {
using testing::FreshDatabase;
using testing::ScriptFile;
using testing::value_of;

namespace {

db::Statement copy(std::string_view sql, std::string_view data) {
  return db::Statement{.sql = sql, .copy_data = data, .is_copy = true};
}

}  // namespace

TEST_CASE("COPY takes its data between the statements around it", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->send({.sql = "BEGIN"});
  connection->send({.sql = "CREATE TABLE a (id int, name text)"});
  connection->send(copy("COPY a FROM STDIN", "1\tone\n2\t\\N\n"));
  connection->send({.sql = "UPDATE a SET id = id + 10"});
  connection->send({.sql = "COMMIT"});
  connection->finish();
  CHECK(connection->completed() == 5);
  CHECK(
      connection->query("SELECT id, name FROM a ORDER BY id") ==
      std::vector<db::Row>{{"11", "one"}, {"12", std::nullopt}});
}

TEST_CASE("COPY without data copies nothing", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int)");
  connection->send(copy("COPY a FROM STDIN", ""));
  CHECK(value_of(*connection, "SELECT count(*) FROM a") == "0");
}

TEST_CASE("COPY data with the line ends of Windows is taken", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (name text)");
  connection->send(copy("COPY a FROM STDIN", "one\r\ntwo\r\n"));
  CHECK(value_of(*connection, "SELECT string_agg(name, '|' ORDER BY name) FROM a") == "one|two");
}

TEST_CASE("much COPY data streams through", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE UNLOGGED TABLE a (line text)");
  std::string data;
  for (int i = 0; i < 200'000; ++i)
    data += std::string(100, 'x') + "\n";
  connection->send(copy("COPY a FROM STDIN", data));
  CHECK(value_of(*connection, "SELECT count(*) FROM a") == "200000");
}

TEST_CASE("wrong COPY data is an error at its line, and the session goes on", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int)");
  const ScriptFile file("SELECT 1;\nCOPY a FROM STDIN;\n1\nx\n\\.\n");
  const Error error = error_of([&] { connection->send(file.copy("COPY a FROM STDIN", "1\nx\n")); });
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK(error.sqlstate() == "22P02");
  REQUIRE(error.place());
  CHECK(error.place()->line == 4);
  CHECK(value_of(*connection, "SELECT count(*) FROM a") == "0");
}

TEST_CASE("COPY that the server refuses at once is an error at its word", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const ScriptFile file("SELECT 1;\nCOPY missing FROM STDIN;\n1\n\\.\n");
  const Error error =
      error_of([&] { connection->send(file.copy("COPY missing FROM STDIN", "1\n")); });
  CHECK(error.sqlstate() == "42P01");
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
  CHECK(value_of(*connection, "SELECT 1") == "1");
}

TEST_CASE("a COPY behind a failed statement does not run", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int)");
  const Error error = error_of([&] {
    connection->send({.sql = "SELECT missing_column"});
    connection->send(copy("COPY a FROM STDIN", "1\n"));
  });
  CHECK(error.sqlstate() == "42703");
  CHECK(value_of(*connection, "SELECT count(*) FROM a") == "0");
}

TEST_CASE("what COPY sends back is dropped", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->send(
      {.sql = "COPY (SELECT repeat('x', 1000) FROM generate_series(1, 2000)) TO STDOUT"});
  connection->send({.sql = "/* plain */ copy (SELECT 1) to stdout"});
  connection->finish();
  CHECK(connection->completed() == 2);
  CHECK(value_of(*connection, "SELECT 1") == "1");
}

TEST_CASE("COPY from a file of the server needs no data", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (line text)");
  connection->execute("COPY a FROM PROGRAM 'echo one'");
  CHECK(value_of(*connection, "SELECT line FROM a") == "one");
}

}  // namespace migrate::dialect::postgresql
