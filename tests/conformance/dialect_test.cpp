#include "dialect/dialect.hpp"

#include <string>

#include "dialect/registry.hpp"
#include "sql/pattern.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::conformance {
using testing::FreshDatabase;

TEST_CASE("a dialect is found by the name that it has", "[conformance]") {
  for (const std::string& name : testing::dialect_names()) {
    CHECK(dialect::at(name).name() == name);
  }
  CHECK(error_of([] { dialect::at("mysql"); }).code() == ErrorCode::invalid_url);
}

TEST_CASE("a table that does not exist is not found", "[conformance]") {
  const FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const auto connection = database.connect();
  CHECK_FALSE(database.dialect().find_table(*connection, {.name = "alembic_version"}));
}

TEST_CASE("a table is found by its name, whatever characters are in it", "[conformance]") {
  const FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const auto connection = database.connect();
  const std::string name = GENERATE(as<std::string>{}, "alembic_version", "Mixed Case's");
  connection->execute("CREATE TABLE \"" + name + "\" (id int)");
  const auto found = database.dialect().find_table(*connection, {.name = name});
  REQUIRE(found);
  CHECK(found->name == name);
  CHECK(found->schema.empty() != database.dialect().capabilities().schemas);
}

TEST_CASE("an index is no table", "[conformance]") {
  const FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const auto connection = database.connect();
  connection->execute("CREATE TABLE a (id int)");
  connection->execute("CREATE INDEX b ON a (id)");
  CHECK_FALSE(database.dialect().find_table(*connection, {.name = "b"}));
}

TEST_CASE(
    "statements that reset a session and set timeouts run in a transaction", "[conformance]") {
  const FreshDatabase database(GENERATE(from_range(testing::dialect_names())));
  const auto connection = database.connect();
  const dialect::Timeouts timeouts{
      .lock = std::chrono::seconds(5), .statement = std::chrono::minutes(1)};
  connection->send({.sql = "BEGIN"});
  for (const auto scope : {dialect::Scope::transaction, dialect::Scope::session}) {
    for (const auto& sql : database.dialect().timeout_statements(timeouts, scope)) {
      connection->send({.sql = sql});
    }
  }
  for (const auto& sql : database.dialect().reset_statements())
    connection->send({.sql = sql});
  connection->send({.sql = "COMMIT"});
  connection->finish();
  CHECK_FALSE(connection->in_transaction());
}

TEST_CASE("statements that begin or end a transaction are known", "[conformance]") {
  const std::string dialect = GENERATE(from_range(testing::dialect_names()));
  const sql::Syntax& syntax = dialect::at(dialect).syntax();
  const auto controls = [&](std::string_view statement) {
    return std::ranges::any_of(syntax.transaction_control, [&](const std::string& pattern) {
      return sql::matches(statement, pattern, syntax);
    });
  };
  for (const char* const yes :
       {"BEGIN",
        "begin transaction",
        "COMMIT",
        "commit transaction",
        "END",
        "END TRANSACTION",
        "ROLLBACK",
        "/* x */ rollback transaction"}) {
    CAPTURE(yes);
    CHECK(controls(yes));
  }
  for (const char* const no :
       {"ROLLBACK TO a",
        "ROLLBACK TRANSACTION TO SAVEPOINT a",
        "SAVEPOINT a",
        "RELEASE a",
        "CREATE TABLE begin_end (id int)",
        "SELECT 'COMMIT'"}) {
    CAPTURE(no);
    CHECK_FALSE(controls(no));
  }
}

}  // namespace migrate::conformance
