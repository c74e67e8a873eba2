#include "dialect/postgresql/syntax.hpp"

#include <algorithm>
#include <string>

#include "sql/pattern.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;
using testing::FreshDatabase;

namespace {

bool is_outside_transaction(std::string_view statement) {
  return sql::find_outside_transaction(statement, syntax()).has_value();
}

bool is_transaction_control(std::string_view statement) {
  const sql::Syntax& known = syntax();
  return std::ranges::any_of(known.transaction_control, [&](const std::string& pattern) {
    return sql::matches(statement, pattern, known);
  });
}

void create_objects(db::Connection& connection) {
  connection.execute("CREATE TABLE t (a int)");
  connection.execute("CREATE INDEX ti ON t (a)");
  connection.execute("CREATE TABLE p (a int) PARTITION BY RANGE (a)");
  connection.execute("CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10)");
}

}  // namespace

TEST_CASE("what PostgreSQL refuses in a transaction is known", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  create_objects(*connection);
  const char* const statements[] = {
      "CREATE DATABASE x",
      "DROP DATABASE IF EXISTS x",
      "ALTER DATABASE template0 SET TABLESPACE pg_default",
      "CREATE TABLESPACE ts LOCATION '/nowhere'",
      "DROP TABLESPACE ts",
      "VACUUM",
      "vacuum (analyze) t",
      "CREATE INDEX CONCURRENTLY ON t (a)",
      "CREATE UNIQUE INDEX /* x */ CONCURRENTLY i2 ON t (a)",
      "DROP INDEX CONCURRENTLY ti",
      "REINDEX TABLE CONCURRENTLY t",
      "REINDEX (VERBOSE, CONCURRENTLY) TABLE t",
      "REINDEX DATABASE",
      "REINDEX (VERBOSE) DATABASE",
      "REINDEX SYSTEM",
      "REINDEX SCHEMA public",
      "ALTER SYSTEM SET work_mem = '4MB'",
      "CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION pb",
      "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
      "CLUSTER",
      "CLUSTER VERBOSE",
      "DISCARD ALL",
      "COMMIT PREPARED 'x'",
      "ROLLBACK PREPARED 'x'",
  };
  for (const std::string sql : statements) {
    if (sql.starts_with("REINDEX D") || sql.starts_with("REINDEX (VERBOSE) D") ||
        sql.starts_with("REINDEX SYS")) {
      // The server wants to know which one.
      continue;
    }
    CAPTURE(sql);
    CHECK(is_outside_transaction(sql));
    connection->execute("BEGIN");
    const Error error = error_of([&] { connection->execute(sql); });
    CHECK(error.sqlstate() == "25001");
    CHECK_THAT(error.message(), Contains("cannot run inside a transaction block"));
    connection->execute("ROLLBACK");
  }
}

TEST_CASE("rebuilding all indexes of a database is refused in a transaction", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  const std::string what = GENERATE(as<std::string>{}, "DATABASE", "(VERBOSE) DATABASE", "SYSTEM");
  const std::string sql = "REINDEX " + what + " " + database.name();
  CHECK(is_outside_transaction(sql));
  connection->execute("BEGIN");
  CHECK(error_of([&] { connection->execute(sql); }).sqlstate() == "25001");
}

TEST_CASE("what PostgreSQL does in a transaction is not refused", "[postgresql]") {
  const FreshDatabase database("postgresql");
  const auto connection = database.connect();
  create_objects(*connection);
  connection->execute("BEGIN");
  for (const std::string sql :
       {"ANALYZE t",
        "REINDEX TABLE t",
        "CLUSTER t USING ti",
        "DISCARD PLANS",
        "ALTER TABLE p DETACH PARTITION p1",
        "CREATE UNIQUE INDEX i3 ON t (a)",
        "DROP INDEX i3",
        "CREATE TABLE vacuum (id int)",
        "LOCK TABLE t",
        "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION pb WITH (binary, connect = false)",
        "ALTER SUBSCRIPTION s SET (slot_name = NONE)",
        "DROP SUBSCRIPTION s",
        "SAVEPOINT a",
        "ROLLBACK TO a",
        "ROLLBACK WORK TO SAVEPOINT a",
        "RELEASE a"}) {
    CAPTURE(sql);
    CHECK_FALSE(is_outside_transaction(sql));
    CHECK_FALSE(is_transaction_control(sql));
    connection->execute(sql);
  }
}

TEST_CASE("statements that PostgreSQL begins or ends a transaction by are known", "[postgresql]") {
  for (const char* const sql :
       {"BEGIN ISOLATION LEVEL SERIALIZABLE",
        "START TRANSACTION READ ONLY",
        "COMMIT WORK",
        "COMMIT AND CHAIN",
        "END",
        "END WORK",
        "ABORT",
        "ROLLBACK WORK",
        "ROLLBACK AND CHAIN",
        "ROLLBACK TRANSACTION AND NO CHAIN",
        "PREPARE TRANSACTION 'x'"}) {
    CAPTURE(sql);
    CHECK(is_transaction_control(sql));
  }
  for (const char* const sql :
       {"START_THING",
        "PREPARE x AS SELECT 1",
        "COMMENT ON TABLE a IS 'COMMIT'",
        "COMMIT PREPARED 'x'",
        "ROLLBACK PREPARED 'x'"}) {
    CAPTURE(sql);
    CHECK_FALSE(is_transaction_control(sql));
  }
}

}  // namespace migrate::dialect::postgresql
