#include <migrate/runtime.hpp>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "runtime/units.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/temporary_folder.hpp"

namespace migrate::testing {
namespace {

runtime::Database of(const FreshDatabase& database) {
  const db::Url& url = database.url();
  return runtime::Database(url.path.empty() ? url.text : "sqlite:///" + url.path);
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("upgrade reports each step, and where the database is then", "[runtime]") {
  for (const std::string& dialect : dialect_names()) {
    const FreshDatabase database(dialect);
    Ids seen;
    runtime::Options options;
    options.on_step = [&](const runtime::Step& step) { seen.push_back(step.revision); };
    const auto report = runtime::upgrade(library_migrations(), of(database), options);
    CHECK(seen == Ids{"a1", "b2", "c3"});
    REQUIRE(report.steps.size() == 3);
    CHECK(report.steps[1].message == "require names");
    CHECK(report.heads == Ids{"c3"});

    const auto again = runtime::upgrade(library_migrations(), of(database), options);
    CHECK(again.steps.empty());
    CHECK(again.heads == Ids{"c3"});
  }
}

TEST_CASE("check says what is missing, oldest first", "[runtime]") {
  for (const std::string& dialect : dialect_names()) {
    const FreshDatabase database(dialect);
    runtime::upgrade(library_migrations(), of(database), {.target = "a1"});
    const auto status = runtime::check(library_migrations(), of(database));
    CHECK(status.current == Ids{"a1"});
    CHECK(status.heads == Ids{"c3"});
    CHECK(
        status.pending ==
        std::vector<runtime::Pending>{{"b2", "require names"}, {"c3", "create loans"}});
    CHECK_FALSE(status.is_current);
  }
}

TEST_CASE("check and current do not create a SQLite file", "[runtime]") {
  const TemporaryFolder folder;
  const runtime::Database database("sqlite:///" + folder.path("app.db"));
  CHECK(runtime::check(library_migrations(), database).pending.size() == 3);
  CHECK(runtime::current(database).empty());
  CHECK_FALSE(std::filesystem::exists(folder.path("app.db")));
}

TEST_CASE("a row that no unit of the program has is refused before anything runs", "[runtime]") {
  for (const std::string& dialect : dialect_names()) {
    const FreshDatabase database(dialect);
    runtime::upgrade(library_migrations(), of(database), {.target = "a1"});
    database.connect()->execute("UPDATE alembic_version SET version_num = 'f00d'");
    for (const auto& failure : {
             failure_of([&] { runtime::check(library_migrations(), of(database)); }),
             failure_of([&] { runtime::upgrade(library_migrations(), of(database)); }),
         }) {
      CHECK(failure.code() == "unknown_database_revision");
      CHECK(std::string(failure.what()) == "the database is at revision `f00d`, which no unit has");
    }
    CHECK(runtime::current(of(database)) == Ids{"f00d"});
  }
}

TEST_CASE("a failure says where in which unit, and where the database is", "[runtime]") {
  const FreshDatabase database("postgresql");
  const auto failure = failure_of([&] { runtime::upgrade(failing_migrations(), of(database)); });
  CHECK(failure.code() == "sql_error");
  CHECK(failure.file() == "versions/d4_failing.sql");
  CHECK(failure.line() == 8);
  CHECK(failure.column() == 13);
  CHECK(failure.sqlstate() == "42P01");
  CHECK(
      failure.state() ==
      "upgrade d4 was rolled back: statement 2 of 2 failed\nthe database is at c3");
  CHECK(
      failure.text() ==
      "error[sql_error]: relation \"nowhere\" does not exist  (SQLSTATE 42P01)\n"
      "  --> versions/d4_failing.sql:8:13\n"
      "  upgrade d4 was rolled back: statement 2 of 2 failed\n"
      "  the database is at c3\n");
}

TEST_CASE("what a callback throws passes through, and ends the run", "[runtime]") {
  const FreshDatabase database("sqlite");
  runtime::Options options;
  options.on_step = [](const runtime::Step&) { throw std::domain_error("enough"); };
  CHECK_THROWS_AS(runtime::upgrade(library_migrations(), of(database), options), std::domain_error);
  CHECK(runtime::current(of(database)).empty());
}

TEST_CASE("the version table is where the options say", "[runtime]") {
  const FreshDatabase database("sqlite");
  runtime::upgrade(library_migrations(), of(database), {.version_table = "releases"});
  CHECK(value_of(*database.connect(), "SELECT version_num FROM releases") == "c3");
  CHECK_FALSE(runtime::check(library_migrations(), of(database)).is_current);
}

TEST_CASE("a URL that is none is a failure of its own", "[runtime]") {
  CHECK(
      failure_of([] { runtime::current(runtime::Database("nonsense")); }).code() == "invalid_url");
  CHECK(failure_of([] {
          runtime::current(runtime::Database(static_cast<sqlite3*>(nullptr)));
        }).code() == "usage");
}

}  // namespace migrate::testing
