#include "engine/commands.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"
#include "testing/project_folder.hpp"

namespace migrate::engine {
namespace {

using testing::FreshDatabase;
using testing::ProjectFolder;
using testing::value_of;

using Heads = std::vector<graph::RevisionId>;

/// A database of each kind in turn, and the tool's connection to it.
struct Bench {
  FreshDatabase fresh{GENERATE(from_range(testing::dialect_names()))};
  Database database = connect(fresh.url(), {}, {.name = "alembic_version"});

  bool is_postgresql() const { return fresh.dialect().name() == "postgresql"; }

  std::string value(const std::string& sql) const { return value_of(*fresh.connect(), sql); }

  /// Whether the table is there, asked by another session.
  bool has_table(const std::string& name) const {
    return fresh.dialect().find_table(*fresh.connect(), {.name = name}).has_value();
  }
};

std::vector<StepReport> run(Migrator& migrator) {
  std::vector<StepReport> reports;
  while (auto report = migrator.next())
    reports.push_back(*std::move(report));
  return reports;
}

std::vector<StepReport> upgrade_to(
    const Project& project,
    Database& database,
    const std::string& target,
    const RunOptions& options = {}) {
  return run(*upgrade(project, database, target, options));
}

std::vector<ProjectFolder::Unit> three_tables() {
  return {
      {"aaaa", "CREATE TABLE t1 (id integer);", "DROP TABLE t1;"},
      {"bbbb", "CREATE TABLE t2 (id integer);\nINSERT INTO t2 VALUES (1);", "DROP TABLE t2;"},
      {"cccc", "CREATE TABLE t3 (id integer);", "DROP TABLE t3;"},
  };
}

TEST_CASE("an upgrade applies the units in order and records the head", "[engine]") {
  Bench bench;
  const ProjectFolder folder(three_tables());
  const Project project = folder.read();
  const auto reports = upgrade_to(project, bench.database, "head");
  REQUIRE(reports.size() == 3);
  CHECK(reports[1].step.revision == "bbbb");
  CHECK(reports[1].statements == 2);
  CHECK(read_heads(bench.database) == Heads{"cccc"});
  CHECK(bench.has_table("t3"));
}

TEST_CASE("a downgrade to the base takes everything back", "[engine]") {
  Bench bench;
  const ProjectFolder folder(three_tables());
  const Project project = folder.read();
  upgrade_to(project, bench.database, "head");
  CHECK(run(*downgrade(project, bench.database, "base", {})).size() == 3);
  CHECK(read_heads(bench.database).empty());
  CHECK_FALSE(bench.has_table("t1"));
}

TEST_CASE("with nothing to do nothing is created", "[engine]") {
  Bench bench;
  const ProjectFolder folder(three_tables());
  const Project project = folder.read();
  CHECK(upgrade_to(project, bench.database, "base").empty());
  CHECK(read_heads(bench.database).empty());
  CHECK_FALSE(bench.has_table("alembic_version"));
}

TEST_CASE("a failing unit is rolled back and those before it stay", "[engine]") {
  Bench bench;
  auto units = three_tables();
  units[2].up = "CREATE TABLE t3 (id integer);\nINSERT INTO nowhere VALUES (1);";
  const ProjectFolder folder(units);
  const Project project = folder.read();
  const Error error = error_of([&] { upgrade_to(project, bench.database, "head"); });
  CHECK(error.code() == ErrorCode::sql_error);
  REQUIRE(error.place());
  CHECK(error.place()->file == "cccc.sql");
  CHECK(error.place()->line == 7);
  CHECK(
      error.state() ==
      "upgrade cccc was rolled back: statement 2 of 2 failed\nthe database is at bbbb");
  CHECK(read_heads(bench.database) == Heads{"bbbb"});
  CHECK_FALSE(bench.has_table("t3"));
}

TEST_CASE("a failing first unit leaves no version table behind", "[engine]") {
  Bench bench;
  const std::vector<ProjectFolder::Unit> units{
      {"aaaa", "CREATE TABLE t1 (id integer);\nnonsense;"}};
  const ProjectFolder folder(units);
  const Project project = folder.read();
  CHECK(error_of([&] {
          upgrade_to(project, bench.database, "head");
        }).code() == ErrorCode::sql_error);
  CHECK_FALSE(bench.has_table("alembic_version"));
  CHECK_FALSE(bench.has_table("t1"));
}

TEST_CASE("with one transaction for all a failure takes every step back", "[engine]") {
  Bench bench;
  auto units = three_tables();
  units[2].up = "nonsense;";
  const ProjectFolder folder(units);
  const Project project = folder.read();
  const Error error = error_of(
      [&] { upgrade_to(project, bench.database, "head", {.transaction = TransactionMode::all}); });
  CHECK(error.state().find("the database is at <base>") != std::string::npos);
  CHECK_FALSE(bench.has_table("t1"));
}

TEST_CASE("one transaction for all ends with everything applied", "[engine]") {
  Bench bench;
  const ProjectFolder folder(three_tables());
  const Project project = folder.read();
  upgrade_to(project, bench.database, "head", {.transaction = TransactionMode::all});
  CHECK(read_heads(bench.database) == Heads{"cccc"});
  CHECK(bench.has_table("t3"));
}

TEST_CASE("a unit without a transaction cannot share one with others", "[engine]") {
  Bench bench;
  auto units = three_tables();
  units[1].header = "-- transactional: false\n";
  const ProjectFolder folder(units);
  const Project project = folder.read();
  const Error error = error_of(
      [&] { upgrade_to(project, bench.database, "head", {.transaction = TransactionMode::all}); });
  CHECK(error.code() == ErrorCode::invalid_unit);
  CHECK(error.place()->file == "bbbb.sql");
  CHECK_FALSE(bench.has_table("t1"));
}

TEST_CASE("without transactions each statement is final by itself", "[engine]") {
  Bench bench;
  auto units = three_tables();
  units[1].up = "CREATE TABLE t2 (id integer);\nINSERT INTO nowhere VALUES (1);";
  const ProjectFolder folder(units);
  const Project project = folder.read();
  const Error error = error_of(
      [&] { upgrade_to(project, bench.database, "head", {.transaction = TransactionMode::none}); });
  CHECK(error.code() == ErrorCode::partially_applied);
  CHECK(
      error.state() ==
      "upgrade bbbb runs without a transaction and stopped at statement 2 of 2; 1 before it ran "
      "and stay\nthe database is at aaaa");
  CHECK(bench.has_table("t2"));
}

TEST_CASE("a unit without a transaction that opens its own is taken back to it", "[engine]") {
  Bench bench;
  auto units = three_tables();
  units[1].header = "-- transactional: false\n";
  units[1].up =
      "CREATE TABLE t2 (id integer);\nBEGIN;\nINSERT INTO t2 VALUES (1);\nINSERT INTO nowhere "
      "VALUES (1);\nCOMMIT;";
  const ProjectFolder folder(units);
  const Project project = folder.read();
  const Error error = error_of([&] { upgrade_to(project, bench.database, "head"); });
  CHECK(error.code() == ErrorCode::partially_applied);
  CHECK(bench.value("SELECT count(*) FROM t2") == "0");
  CHECK(read_heads(bench.database) == Heads{"aaaa"});
}

TEST_CASE("a version row that somebody else changed meanwhile stops the run", "[engine]") {
  Bench bench;
  const ProjectFolder folder(three_tables());
  const Project project = folder.read();
  upgrade_to(project, bench.database, "aaaa");
  if (!bench.is_postgresql()) return;  // SQLite's lock keeps everybody out
  const auto migrator = upgrade(project, bench.database, "head", {});
  bench.fresh.connect()->execute("UPDATE alembic_version SET version_num = 'zzzz'");
  const Error error = error_of([&] { run(*migrator); });
  CHECK(error.code() == ErrorCode::concurrent_change);
  CHECK_FALSE(bench.has_table("t2"));
}

TEST_CASE("what another run did while this one waited is not done again", "[engine]") {
  Bench bench;
  const ProjectFolder folder(three_tables());
  const Project project = folder.read();
  const auto plan = graph::plan_upgrade(project.map, "head", {});
  upgrade_to(project, bench.database, "bbbb");
  const auto rest = graph::remaining(project.map, plan, read_heads(bench.database));
  REQUIRE(rest.steps.size() == 1);
  CHECK(rest.steps[0].revision == "cccc");
}

TEST_CASE("a missing down section is refused by name before anything runs", "[engine]") {
  Bench bench;
  auto units = three_tables();
  units[0].down = "";
  const ProjectFolder folder(units);
  const Project project = folder.read();
  upgrade_to(project, bench.database, "head");
  const Error error = error_of([&] { downgrade(project, bench.database, "base", {}); });
  CHECK(error.code() == ErrorCode::irreversible);
  CHECK(error.message().find("`aaaa`") != std::string::npos);
  CHECK(read_heads(bench.database) == Heads{"cccc"});
}

TEST_CASE("a stamp writes rows and runs nothing", "[engine]") {
  Bench bench;
  const ProjectFolder folder(three_tables());
  const Project project = folder.read();
  const auto reports = run(*stamp(project, bench.database, {"bbbb"}, graph::Purge::no, {}));
  CHECK(reports.size() == 1);
  CHECK(read_heads(bench.database) == Heads{"bbbb"});
  CHECK_FALSE(bench.has_table("t1"));
}

TEST_CASE("a merge and its way back keep both branches' rows", "[engine]") {
  Bench bench;
  const ProjectFolder folder({
      {"aaaa"},
      {"bbbb"},
      {"cccc", "SELECT 1;", "SELECT 1;", "-- down_revision: aaaa\n"},
      {"dddd", "SELECT 1;", "SELECT 1;", "-- down_revision: [bbbb, cccc]\n"},
  });
  const Project project = folder.read();
  upgrade_to(project, bench.database, "heads");
  CHECK(read_heads(bench.database) == Heads{"dddd"});
  run(*downgrade(project, bench.database, "bbbb", {}));
  CHECK(read_heads(bench.database) == Heads{"bbbb", "cccc"});
}

TEST_CASE("the version table is created once and only when asked", "[engine]") {
  Bench bench;
  CHECK(ensure_version_table(bench.database, {}));
  CHECK_FALSE(ensure_version_table(bench.database, {}));
  CHECK(bench.has_table("alembic_version"));
}

TEST_CASE("an abandoned run leaves nothing open", "[engine]") {
  Bench bench;
  const ProjectFolder folder(three_tables());
  const Project project = folder.read();
  { const auto migrator = upgrade(project, bench.database, "head", {}); }
  CHECK(upgrade_to(project, bench.database, "head").size() == 3);
}

TEST_CASE("settings of one unit do not reach the next", "[engine][postgresql]") {
  const FreshDatabase fresh("postgresql");
  auto database = connect(fresh.url(), {}, {.name = "alembic_version"});
  const ProjectFolder folder({
      {"aaaa", "CREATE SCHEMA elsewhere;\nSET search_path TO elsewhere;\nCREATE TABLE t1 ();"},
      {"bbbb", "CREATE TABLE t2 ();"},
      {"cccc", "CREATE ROLE migrate_test_guest; SET ROLE migrate_test_guest;", "SELECT 1;"},
      {"dddd", "CREATE TABLE t3 (); DROP ROLE migrate_test_guest;"},
  });
  const Project project = folder.read();
  upgrade_to(project, database, "head");
  const auto other = fresh.connect();
  CHECK(value_of(*other, "SELECT to_regclass('elsewhere.t1')::text") == "elsewhere.t1");
  CHECK(value_of(*other, "SELECT to_regclass('public.t2')::text") == "t2");
  CHECK(
      value_of(*other, "SELECT to_regclass('public.alembic_version')::text") == "alembic_version");
}

TEST_CASE("a constraint that fails at COMMIT is the unit's own failure", "[engine][postgresql]") {
  const FreshDatabase fresh("postgresql");
  auto database = connect(fresh.url(), {}, {.name = "alembic_version"});
  const ProjectFolder folder({
      {"aaaa", "CREATE TABLE p (id int PRIMARY KEY);"},
      {"bbbb",
       "CREATE TABLE c (id int REFERENCES p DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES "
       "(1);"},
      {"cccc", "CREATE TABLE after_it ();"},
  });
  const Project project = folder.read();
  const Error error = error_of([&] { upgrade_to(project, database, "head"); });
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK(error.state().find("upgrade bbbb was rolled back") != std::string::npos);
  CHECK(error.state().find("the database is at aaaa") != std::string::npos);
  CHECK(value_of(*fresh.connect(), "SELECT to_regclass('after_it') IS NULL") == "t");
}

}  // namespace
}  // namespace migrate::engine
