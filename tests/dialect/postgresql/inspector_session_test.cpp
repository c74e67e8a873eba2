#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/inspecting.hpp"
#include "dialect/postgresql/inspector.hpp"
#include "dialect/postgresql/printing.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "testing/standby.hpp"

namespace migrate::dialect::postgresql {
using Catch::Matchers::Contains;
using testing::InspectedDatabase;
using testing::value_of;

namespace {

/// Counts what is asked of a connection.
class CountingConnection final : public db::Connection {
 public:
  explicit CountingConnection(db::Connection& connection) : connection_(connection) {}

  void send(const db::Statement& statement) override { connection_.send(statement); }
  void change_row(std::string_view sql) override { connection_.change_row(sql); }
  void require(std::string_view select) override { connection_.require(select); }
  std::size_t completed() override { return connection_.completed(); }
  void wait(std::size_t count) override { connection_.wait(count); }
  void finish() override { connection_.finish(); }
  db::Table select(const db::Statement& statement) override {
    ++queries;
    return connection_.select(statement);
  }
  void select_all(std::span<const std::string> all, const db::TakeRows& take) override {
    queries += all.size();
    ++round_trips;
    connection_.select_all(all, take);
  }
  bool is_alive() const override { return connection_.is_alive(); }
  bool in_transaction() override { return connection_.in_transaction(); }

  std::size_t queries{0};
  std::size_t round_trips{0};

 private:
  db::Connection& connection_;
};

/// Some tables that refer to each other, each with something of everything.
std::vector<std::string> some_tables(int count) {
  std::vector<std::string> statements{"CREATE TYPE mood AS ENUM ('a')"};
  for (int i = 0; i < count; ++i) {
    statements.push_back(fmt::format(
        "CREATE TABLE t{0} (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a text DEFAULT 'x', "
        "m mood, n int REFERENCES t{1}, g int GENERATED ALWAYS AS (n + 1) STORED, CHECK (n > 0))",
        i,
        i == 0 ? 0 : i - 1));
    statements.push_back(fmt::format("CREATE INDEX ON t{} (lower(a)) WHERE n > 1", i));
  }
  return statements;
}

}  // namespace

TEST_CASE("the number of queries does not depend on the number of tables", "[postgresql]") {
  InspectedDatabase few(some_tables(1));
  InspectedDatabase many(some_tables(40));
  CountingConnection with_few(few.connection());
  CountingConnection with_many(many.connection());
  CHECK(inspect(with_few, {}).tables.size() == 1);
  CHECK(inspect(with_many, {}).tables.size() == 40);
  CHECK(with_few.queries == with_many.queries);
  CHECK(with_few.round_trips == 2);
  CHECK(with_many.round_trips == 2);
}

TEST_CASE("nothing is left in the session", "[postgresql]") {
  InspectedDatabase database(some_tables(1));
  database.connection().execute("SET search_path = public, pg_catalog");
  database.inspect();
  CHECK_FALSE(database.connection().in_transaction());
  CHECK(value_of(database.connection(), "SHOW search_path") == "public, pg_catalog");
  CHECK(value_of(database.connection(), "SHOW transaction_read_only") == "off");
}

TEST_CASE("a role without any rights sees everything", "[postgresql]") {
  InspectedDatabase database(some_tables(2));
  db::Connection& connection = database.connection();
  connection.execute("CREATE SCHEMA closed");
  connection.execute(
      "CREATE TABLE closed.t (id serial, c text COLLATE \"C\" CHECK (length(c) > 1))");
  connection.execute("CREATE SEQUENCE closed.s");
  const schema::Filter filter{.schemas = {"", "closed"}};
  connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
  const schema::MetaData expected = database.inspect(filter);
  const std::string role = database.database().name() + "_nobody";
  connection.execute("CREATE ROLE " + role);
  connection.execute("SET ROLE " + role);
  // For such a role the search_path is empty.
  schema::MetaData found = database.inspect(filter);
  connection.execute("RESET ROLE");
  connection.execute("DROP ROLE " + role);
  // What belongs to somebody else says so.
  std::erase_if(found.objects, [](const schema::Object& one) { return one.kind == "owner"; });
  CHECK(found == expected);
}

TEST_CASE("a table that is being changed is named, with who does it", "[postgresql]") {
  InspectedDatabase database(some_tables(2));
  const auto holder = database.database().connect();
  holder->execute("BEGIN");
  holder->execute("LOCK TABLE t1 IN ACCESS EXCLUSIVE MODE");
  database.connection().execute("SET lock_timeout = '50ms'");
  const Error error = error_of([&] { database.inspect(); });
  CHECK(error.code() == ErrorCode::lock_timeout);
  const std::string pid = value_of(*holder, "SELECT pg_backend_pid()");
  CHECK_THAT(
      error.message(), Contains("another session is changing t1 (pid " + pid + ", postgres"));
  CHECK_FALSE(database.connection().in_transaction());
  holder->execute("ROLLBACK");
  CHECK(database.inspect().tables.size() == 2);
}

TEST_CASE("a table that is written and read is no hindrance", "[postgresql]") {
  InspectedDatabase database(some_tables(2));
  const auto holder = database.database().connect();
  holder->execute("BEGIN");
  holder->execute("LOCK TABLE t1 IN EXCLUSIVE MODE");
  database.connection().execute("SET lock_timeout = '50ms'");
  CHECK(database.inspect().tables.size() == 2);
}

TEST_CASE("a database that is being changed can be read", "[postgresql]") {
  InspectedDatabase database(some_tables(20));
  const schema::MetaData expected = database.inspect();
  const auto other = database.database().connect();
  const std::jthread changer([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      for (const char* const statement :
           {("CREATE TABLE short (a int CHECK (a > 0), b text DEFAULT lower('X'), "
             "PRIMARY KEY (a), CHECK (length(b) > 0)) PARTITION BY RANGE (a)"),
            "CREATE INDEX ON short (lower(b)) WHERE a > 1",
            "CREATE TYPE short_mood AS ENUM ('x')",
            "ALTER TABLE short ADD COLUMN m short_mood DEFAULT 'x'",
            "DROP TABLE short",
            "DROP TYPE short_mood"}) {
        other->execute(statement);
      }
    }
  });
  // The same is read again and again; what comes and goes beside it is not looked at here.
  for (int i = 0; i < 40; ++i) {
    schema::MetaData found = database.inspect();
    std::erase_if(found.tables, [](const schema::Table& one) { return one.name.name == "short"; });
    std::erase_if(
        found.enums, [](const schema::EnumType& one) { return one.name.name == "short_mood"; });
    CHECK(found == expected);
  }
}

TEST_CASE("a standby is read like its primary", "[postgresql]") {
  InspectedDatabase database(some_tables(3));
  const schema::MetaData expected = database.inspect();
  const testing::Standby standby(database.connection());
  const auto connection = database.database().dialect().connect(
      db::parse_url(standby.url_of(database.database().name()), ""), {});
  REQUIRE(value_of(*connection, "SELECT pg_is_in_recovery()") == "t");
  CHECK(database.database().dialect().inspect(*connection, {}) == expected);
}

TEST_CASE("temporary tables are read as others are", "[postgresql]") {
  InspectedDatabase database({"CREATE TYPE mood AS ENUM ('a')", "CREATE TABLE t (b int)"});
  db::Connection& connection = database.connection();
  const char* const definition =
      "CREATE {} TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mood DEFAULT 'a', "
      "n int REFERENCES t, CHECK (n > 0))";
  connection.execute("BEGIN");
  connection.execute(fmt::format(fmt::runtime(definition), "TEMPORARY"));
  connection.execute("CREATE INDEX i ON t (n) WHERE n > 1");
  connection.query(pin_statement());
  schema::MetaData found = inspect_temporary(connection);
  connection.execute("ROLLBACK");
  connection.execute("DROP TABLE t");
  connection.execute(fmt::format(fmt::runtime(definition), ""));
  connection.execute("CREATE INDEX i ON t (n) WHERE n > 1");
  REQUIRE(found.tables.size() == 1);
  CHECK(found.tables[0].temporary);
  found.tables[0].temporary = false;
  CHECK(found.tables[0] == database.table());
  CHECK(found.schemas.empty());
}

TEST_CASE("PostgreSQL 17 sets the expression of a generated column", "[postgresql]") {
  InspectedDatabase database({});
  CHECK(
      features(database.connection()) ==
      ServerFeatures{.sets_expressions = database.version() >= 170000});
}

}  // namespace migrate::dialect::postgresql
