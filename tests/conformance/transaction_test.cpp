#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "db/connection.hpp"
#include "dialect/dialect.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::conformance {
using testing::FreshDatabase;
using testing::value_of;

namespace {

/// A run as the engine makes it, without waiting between its units.
class Run final {
 public:
  Run(db::Connection& connection, dialect::TransactionStatements statements)
      : connection_(connection), statements_(std::move(statements)) {
    send(statements_.begin_run);
  }

  void unit(const std::vector<std::string>& unit) {
    send(statements_.begin_unit);
    for (const std::string& sql : unit)
      send(sql);
    send(statements_.commit_unit);
  }

  void commit() {
    send(statements_.commit_run);
    connection_.finish();
  }

  /// What is done after a failure: the unit is taken back, those before it stay.
  void abandon_unit() {
    for (const std::string& sql : statements_.rollback_unit)
      send(sql);
    send(statements_.rollback_unit.empty() ? statements_.rollback_run : statements_.commit_run);
    connection_.finish();
  }

 private:
  void send(const std::string& sql) {
    if (!sql.empty()) connection_.send({.sql = sql});
  }

  db::Connection& connection_;
  dialect::TransactionStatements statements_;
};

struct Session {
  FreshDatabase database{GENERATE(from_range(testing::dialect_names()))};
  std::unique_ptr<db::Connection> connection{database.connect()};

  std::string tables() const {
    std::string result;
    for (const char* const name : {"a", "b", "c", "d"}) {
      if (database.dialect().find_table(*connection, {.name = name})) result += name;
    }
    return result;
  }
};

}  // namespace

TEST_CASE("units that end well are all there after the run", "[conformance]") {
  Session session;
  Run run(*session.connection, session.database.dialect().capabilities().transaction_per_unit);
  run.unit({"CREATE TABLE a (id int)"});
  run.unit({"CREATE TABLE b (id int)", "CREATE TABLE c (id int)"});
  run.commit();
  CHECK_FALSE(session.connection->in_transaction());
  CHECK(session.tables() == "abc");
}

TEST_CASE(
    "a failing unit is taken back, those before it stay, those behind it never run",
    "[conformance]") {
  Session session;
  Run run(*session.connection, session.database.dialect().capabilities().transaction_per_unit);
  const Error error = error_of([&] {
    run.unit({"CREATE TABLE a (id int)"});
    run.unit({"CREATE TABLE b (id int)", "SELECT missing_column"});
    run.unit({"CREATE TABLE c (id int)"});
    run.unit({"CREATE TABLE d (id int)"});
    run.commit();
  });
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK(session.connection->in_transaction());
  run.abandon_unit();
  CHECK_FALSE(session.connection->in_transaction());
  CHECK(session.tables() == "a");
}

TEST_CASE("one transaction for all takes everything back", "[conformance]") {
  Session session;
  Run run(*session.connection, session.database.dialect().capabilities().transaction_for_all);
  CHECK_THROWS_AS(
      [&] {
        run.unit({"CREATE TABLE a (id int)"});
        run.unit({"CREATE TABLE b (id int)", "SELECT missing_column"});
        run.commit();
      }(),
      Error);
  run.abandon_unit();
  CHECK_FALSE(session.connection->in_transaction());
  CHECK(session.tables().empty());
}

TEST_CASE("a failing commit keeps everything behind it from running", "[conformance]") {
  // A foreign key that is looked at when the transaction ends.
  Session session;
  db::Connection& connection = *session.connection;
  if (session.database.dialect().name() == "sqlite") connection.execute("PRAGMA foreign_keys = ON");
  connection.execute("CREATE TABLE a (id int PRIMARY KEY)");
  connection.execute("CREATE TABLE b (a_id int REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)");
  const auto& statements = session.database.dialect().capabilities().transaction_for_all;
  const Error error = error_of([&] {
    connection.send({.sql = statements.begin_run});
    connection.send({.sql = "INSERT INTO b VALUES (1)"});
    connection.send({.sql = statements.commit_run});
    connection.send({.sql = statements.begin_run});
    connection.send({.sql = "CREATE TABLE c (id int)"});
    connection.send({.sql = statements.commit_run});
    connection.finish();
  });
  CHECK(error.code() == ErrorCode::sql_error);
  if (connection.in_transaction()) connection.execute(statements.rollback_run);
  CHECK(session.tables() == "ab");
  CHECK(value_of(connection, "SELECT count(*) FROM b") == "0");
}

TEST_CASE("whether a transaction is open is known at any time", "[conformance]") {
  Session session;
  db::Connection& connection = *session.connection;
  CHECK_FALSE(connection.in_transaction());
  connection.send({.sql = "BEGIN"});
  CHECK(connection.in_transaction());
  connection.send({.sql = "CREATE TABLE a (id int)"});
  CHECK(connection.in_transaction());
  connection.send({.sql = "ROLLBACK"});
  CHECK_FALSE(connection.in_transaction());
}

}  // namespace migrate::conformance
