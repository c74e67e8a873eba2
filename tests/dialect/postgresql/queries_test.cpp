#include <stdexcept>
#include <string>
#include <vector>

#include "db/connection.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::postgresql {
using testing::FreshDatabase;
using testing::value_of;

namespace {

/// The rows of several queries, as they come.
std::vector<std::vector<std::string>> values_of(
    db::Connection& connection, const std::vector<std::string>& queries) {
  std::vector<std::vector<std::string>> values(queries.size());
  connection.select_all(queries, [&](std::size_t query, const db::Rows& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i)
      values.at(query).emplace_back(rows.at(i, 0).value_or("NULL"));
  });
  return values;
}

}  // namespace

TEST_CASE("several queries give their rows in turn", "[postgresql]") {
  for (const std::string& dialect : testing::dialect_names()) {
    CAPTURE(dialect);
    const FreshDatabase database(dialect);
    const auto connection = database.connect();
    const std::vector<std::vector<std::string>> expected{{"1"}, {}, {"NULL", "x"}};
    CHECK(
        values_of(
            *connection,
            {"SELECT 1", "SELECT 1 WHERE 1 = 0", "SELECT NULL UNION ALL SELECT 'x'"}) == expected);
    CHECK(values_of(*connection, {}).empty());
  }
}

TEST_CASE("a query has run before the rows of the one before it are taken", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const auto watcher = database.connect();
  watcher->execute("CREATE SEQUENCE s");
  const std::vector<std::string> queries{"SELECT 1", "SELECT nextval('s')"};
  connection->select_all(queries, [&](std::size_t query, const db::Rows& /*rows*/) {
    if (query == 0) testing::await_value(*watcher, "SELECT is_called FROM s", "t");
  });
}

TEST_CASE("queries run behind what was sent, in its transaction", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->send({.sql = "BEGIN"});
  connection->send({.sql = "CREATE TABLE t (a int)"});
  CHECK(values_of(*connection, {"SELECT count(*) FROM t", "COMMIT"}).at(0).at(0) == "0");
  CHECK_FALSE(connection->in_transaction());
}

TEST_CASE("a query that fails ends the others, and the session goes on", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const Error error = error_of([&] {
    values_of(*connection, {"SELECT 1", "SELECT 1 / 0", "SELECT 3"});
  });
  CHECK(error.sqlstate() == "22012");
  CHECK(value_of(*connection, "SELECT 4") == "4");
}

TEST_CASE("rows that nobody takes do not come back later", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const std::vector<std::string> queries{"SELECT 1", "SELECT 2", "SELECT 3"};
  const auto refuse = [](std::size_t /*query*/, const db::Rows& /*rows*/) {
    throw std::runtime_error("not this one");
  };
  CHECK_THROWS_AS(connection->select_all(queries, refuse), std::runtime_error);
  CHECK(value_of(*connection, "SELECT 4") == "4");
}

}  // namespace migrate::dialect::postgresql
