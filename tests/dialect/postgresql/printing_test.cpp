#include "dialect/postgresql/printing.hpp"

#include <string>

#include "dialect/postgresql/inspecting.hpp"
#include "testing/catch.hpp"

namespace migrate::dialect::postgresql {

TEST_CASE("parentheses around the whole of an expression go", "[postgresql]") {
  struct Case {
    std::string printed{};
    std::string expected{};
  };
  const Case cases[]{
      {"a", "a"},
      {"(a > 0)", "a > 0"},
      {" (( a > 0 )) ", "a > 0"},
      {"(a) + (b)", "(a) + (b)"},
      {"((a) + (b))", "(a) + (b)"},
      {"f(a)", "f(a)"},
      {"(f(a))", "f(a)"},
      {"(a)::text", "(a)::text"},
      {"(')')", "')'"},
      {"('(' || a)", "'(' || a"},
      {"(\")\" > 0)", "\")\" > 0"},
      {"(E'\\')' || $x$)$x$)", "E'\\')' || $x$)$x$"},
      {"(a) AND ('b)')", "(a) AND ('b)')"},
      {"()", ""},
      {"", ""},
      {"(", "("},
      {")", ")"},
      {"(()", "(()"},
      {"(a))", "(a))"},
      {"('a)", "('a)"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.printed);
    CHECK(without_outer_parentheses(one.printed) == one.expected);
  }
}

TEST_CASE("pinned settings last for the transaction", "[postgresql]") {
  testing::InspectedDatabase database({"SET TimeZone = 'Asia/Tokyo'", "SET lock_timeout = 0"});
  db::Connection& connection = database.connection();
  const auto zone = [&] { return testing::value_of(connection, "SHOW TimeZone"); };
  const auto lock_timeout = [&] { return testing::value_of(connection, "SHOW lock_timeout"); };
  connection.execute("BEGIN");
  CHECK(connection.query(pin_statement()).at(0).at(0) == "public");
  CHECK(zone() == "UTC");
  CHECK(lock_timeout() == "5s");
  CHECK(testing::value_of(connection, "SHOW search_path") == "public, pg_temp");
  connection.execute("ROLLBACK");
  CHECK(zone() == "Asia/Tokyo");
  CHECK(lock_timeout() == "0");
}

TEST_CASE("a lock_timeout that is set stays when the settings are pinned", "[postgresql]") {
  testing::InspectedDatabase database({"SET lock_timeout = '70ms'", "BEGIN"});
  database.connection().query(pin_statement());
  CHECK(testing::value_of(database.connection(), "SHOW lock_timeout") == "70ms");
}

}  // namespace migrate::dialect::postgresql
