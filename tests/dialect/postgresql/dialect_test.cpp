#include "dialect/postgresql/dialect.hpp"

#include <string>

#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::postgresql {
using testing::FreshDatabase;
using testing::value_of;

TEST_CASE("a table is found in its schema, or along the search path", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  connection->execute("CREATE SCHEMA one");
  connection->execute("CREATE TABLE one.versions (id int)");
  const auto find = [&](const dialect::TableName& table) {
    return database.dialect().find_table(*connection, table);
  };
  CHECK_FALSE(find({.name = "versions"}));
  CHECK_FALSE(find({.schema = "public", .name = "versions"}));
  CHECK(
      find({.schema = "one", .name = "versions"}) ==
      dialect::TableName{.schema = "one", .name = "versions"});
  connection->execute("SET search_path = one");
  CHECK(find({.name = "versions"}) == dialect::TableName{.schema = "one", .name = "versions"});
}

TEST_CASE("what a unit leaves in the session is undone", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const std::string user = value_of(*connection, "SELECT current_user");
  const std::string role = database.name() + "_role";
  connection->execute("CREATE ROLE " + role);
  connection->send({.sql = "BEGIN"});
  const std::string session = "SET SESSION AUTHORIZATION " + role;
  connection->send({.sql = session});
  connection->send({.sql = "SET search_path = nowhere"});
  connection->send({.sql = "SET standard_conforming_strings = off"});
  for (const auto& sql : database.dialect().reset_statements())
    connection->send({.sql = sql});
  connection->send({.sql = "COMMIT"});
  connection->finish();
  CHECK(value_of(*connection, "SELECT current_user") == user);
  CHECK(value_of(*connection, "SELECT session_user") == user);
  CHECK(value_of(*connection, "SHOW search_path") == "\"$user\", public");
  CHECK(value_of(*connection, "SHOW standard_conforming_strings") == "on");
  CHECK(value_of(*connection, "SHOW client_encoding") == "UTF8");
  connection->execute("DROP ROLE " + role);
}

TEST_CASE("timeouts hold for the transaction or for the session", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const dialect::Timeouts timeouts{
      .lock = std::chrono::milliseconds(1500), .statement = std::chrono::minutes(1)};
  const auto set = [&](dialect::Scope scope) {
    for (const auto& sql : database.dialect().timeout_statements(timeouts, scope)) {
      connection->send({.sql = sql});
    }
  };
  connection->send({.sql = "BEGIN"});
  set(dialect::Scope::transaction);
  CHECK(value_of(*connection, "SHOW lock_timeout") == "1500ms");
  CHECK(value_of(*connection, "SHOW statement_timeout") == "1min");
  connection->execute("COMMIT");
  CHECK(value_of(*connection, "SHOW lock_timeout") == "0");
  set(dialect::Scope::session);
  CHECK(value_of(*connection, "SHOW lock_timeout") == "1500ms");
}

TEST_CASE("a timeout that is not set is not touched", "[postgresql]") {
  CHECK(dialect::postgresql::PostgresqlDialect()
            .timeout_statements({}, dialect::Scope::session)
            .empty());
}

}  // namespace migrate::dialect::postgresql
