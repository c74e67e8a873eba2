#include "dialect/postgresql/errors.hpp"

#include <string>

#include "testing/catch.hpp"
#include "testing/script.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;

namespace {

const Endpoint endpoint{.host = "db1", .port = "5432", .user = "bob", .database = "app"};

Error plain(const ServerError& error, const db::Statement& statement = {}) {
  return statement_error(error, statement, Purpose::plain, PositionUnit::character);
}

}  // namespace

TEST_CASE(
    "a position is counted in characters, or in bytes where the server does", "[postgresql]") {
  const testing::ScriptFile file("-- x\nSELECT '\xC3\xBC\xC3\xBC', oops");
  const db::Statement statement = file.statement("SELECT '\xC3\xBC\xC3\xBC', oops");
  const ServerError by_character{.sqlstate = "42703", .message = "no", .position = 14};
  const ServerError by_byte{.sqlstate = "42703", .message = "no", .position = 16};
  const Error first =
      statement_error(by_character, statement, Purpose::plain, PositionUnit::character);
  const Error second = statement_error(by_byte, statement, Purpose::plain, PositionUnit::byte);
  REQUIRE(first.place());
  CHECK(first.place()->line == 2);
  CHECK(first.place()->column == 14);
  CHECK(first.place() == second.place());
}

TEST_CASE("the line of COPY data that is wrong is the place", "[postgresql]") {
  const testing::ScriptFile file("COPY a FROM STDIN;\n1\nx\n\\.\n");
  const db::Statement statement = file.copy("COPY a FROM STDIN", "1\nx\n");
  const Error error = plain(
      {.sqlstate = "22P02", .message = "no", .context = "COPY a, line 2, column id: \"x\""},
      statement);
  REQUIRE(error.place());
  CHECK(error.place()->line == 3);
  CHECK(error.place()->text == "x");
}

TEST_CASE("what the server says beside the message is the detail", "[postgresql]") {
  const Error error = plain(
      {.message = "no", .detail = "row (1)", .context = "in f()", .internal_query = "SELECT 1"});
  CHECK(error.detail() == "row (1)\nquery: SELECT 1\ncontext: in f()");
}

TEST_CASE("a server's hint is kept", "[postgresql]") {
  CHECK(plain({.sqlstate = "42883", .message = "no", .hint = "add a cast"}).hint() == "add a cast");
}

TEST_CASE("statements are classified by SQLSTATE", "[postgresql]") {
  struct Case {
    std::string sqlstate;
    ErrorCode code;
    std::string hint;
  };
  const auto test = GENERATE(values<Case>({
      {"42601", ErrorCode::sql_error, ""},
      {"40P01", ErrorCode::sql_error, ""},
      {"55P03", ErrorCode::lock_timeout, "lock_timeout"},
      {"57014", ErrorCode::sql_error, "statement_timeout"},
      {"25001", ErrorCode::sql_error, "migrate:autocommit"},
      {"57P01", ErrorCode::connection_failed, ""},
      {"23505", ErrorCode::sql_error, ""},
  }));
  CAPTURE(test.sqlstate);
  const Error error = plain({.sqlstate = test.sqlstate, .message = "no"});
  CHECK(error.code() == test.code);
  CHECK(error.sqlstate() == test.sqlstate);
  CHECK_THAT(error.hint(), Contains(test.hint));
}

TEST_CASE("a refused connection says who refused it and what to try", "[postgresql]") {
  struct Case {
    std::string text;
    std::string sqlstate;
    ErrorCode code;
    std::string message;
    std::string hint;
  };
  const auto test = GENERATE(values<Case>({
      {"connection to server at \"db1\" (10.0.0.1), port 5432 failed: Connection refused\n\tIs the "
       "server running?\n",
       "",
       ErrorCode::connection_failed,
       "cannot reach PostgreSQL at db1:5432 (Connection refused)",
       "pg_isready -h db1 -p 5432"},
      {"could not translate host name \"db1\" to address: Name or service not known\n",
       "",
       ErrorCode::connection_failed,
       "could not translate host name",
       "pg_isready"},
      {"no answer in time", "", ErrorCode::connection_failed, "(no answer in time)", "pg_isready"},
      {"connection to server at \"db1\" (10.0.0.1), port 5432 failed: FATAL:  28P01: password "
       "authentication failed for user \"bob\"\nLOCATION:  auth_failed, auth.c:335\n",
       "28P01",
       ErrorCode::authentication_failed,
       "PostgreSQL refused user \"bob\" on db1:5432 (password authentication failed for user "
       "\"bob\")",
       "~/.pgpass"},
      {"connection to server at \"db1\", port 5432 failed: fe_sendauth: no password supplied\n",
       "",
       ErrorCode::authentication_failed,
       "no password supplied",
       "PGPASSWORD"},
      {"connection to server at \"db1\", port 5432 failed: FATAL:  3D000: database \"app\" does "
       "not "
       "exist\n",
       "3D000",
       ErrorCode::connection_failed,
       "there is no database \"app\" on db1:5432",
       "createdb -h db1 -p 5432 app"},
      {"connection to server at \"db1\", port 5432 failed: FATAL:  57P03: the database system is "
       "starting up\n",
       "57P03",
       ErrorCode::connection_failed,
       "accepts no connection (the database system is starting up)",
       "pg_isready"},
      {"local user with ID 54321 does not exist\n",
       "",
       ErrorCode::invalid_url,
       "local user with ID",
       "PGUSER"},
      {"definition of service \"app\" not found\n",
       "",
       ErrorCode::invalid_url,
       "definition of service \"app\" not found",
       "service file"},
  }));
  const Error error = connect_error(test.text, test.sqlstate, endpoint);
  CHECK(error.code() == test.code);
  CHECK_THAT(error.message(), Contains(test.message));
  CHECK_THAT(error.hint(), Contains(test.hint));
}

TEST_CASE("a name that a shell would take apart is quoted in a hint", "[postgresql]") {
  const Endpoint odd{.host = "db1", .port = "5432", .user = "bob", .database = "a b"};
  CHECK_THAT(connect_error("", "3D000", odd).hint(), Contains("createdb -h db1 -p 5432 'a b'"));
}

}  // namespace migrate::dialect::postgresql
