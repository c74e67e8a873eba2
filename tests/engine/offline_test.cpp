#include <string>
#include <vector>

#include "engine/commands.hpp"
#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/databases.hpp"
#include "testing/errors.hpp"
#include "testing/project_folder.hpp"

namespace migrate::engine {
namespace {

using testing::ProjectFolder;

const dialect::TableName version_table{.name = "alembic_version"};

ProjectFolder two_units() {
  return ProjectFolder({
      {"aaaa", "CREATE TABLE t1 (id integer);", "DROP TABLE t1;"},
      {"bbbb", "CREATE TABLE t2 (id integer);", "DROP TABLE t2;"},
  });
}

template <typename Verb>
std::string script(std::string_view dialect, const Verb& verb) {
  std::string text;
  Database database =
      offline(dialect, version_table, [&](std::string_view piece) { text += piece; });
  const auto migrator = verb(database);
  while (migrator->next()) {
  }
  return text;
}

TEST_CASE("the SQLite script is the statements of the run", "[engine]") {
  const auto folder = two_units();
  const Project project = folder.read();
  const std::string text = script(
      "sqlite", [&](Database& database) { return upgrade_offline(project, database, "head", {}); });
  CHECK(
      text ==
      "BEGIN IMMEDIATE;\n"
      "-- upgrade aaaa\n"
      "SAVEPOINT migrate_unit;\n"
      "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
      "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));\n"
      "CREATE TABLE t1 (id integer);\n"
      "INSERT INTO alembic_version (version_num) VALUES ('aaaa');\n"
      "RELEASE migrate_unit;\n"
      "-- upgrade bbbb\n"
      "SAVEPOINT migrate_unit;\n"
      "CREATE TABLE t2 (id integer);\n"
      "UPDATE alembic_version SET version_num = 'bbbb' WHERE version_num = 'aaaa';\n"
      "RELEASE migrate_unit;\n"
      "COMMIT;\n");
}

TEST_CASE("a script that begins above the base creates no version table", "[engine]") {
  const auto folder = two_units();
  const Project project = folder.read();
  const std::string text = script("postgresql", [&](Database& database) {
    return upgrade_offline(project, database, "aaa:head", {});
  });
  CHECK(text.find("CREATE TABLE alembic_version") == std::string::npos);
  CHECK(text.find("CREATE TABLE t1") == std::string::npos);
  CHECK(text.find("CREATE TABLE t2") != std::string::npos);
  CHECK(text.find("BEGIN;\n") != std::string::npos);
}

TEST_CASE("an offline downgrade needs to know where it begins", "[engine]") {
  const auto folder = two_units();
  const Project project = folder.read();
  const auto downgrade_to = [&](std::string_view range) {
    return script("sqlite", [&](Database& database) {
      return downgrade_offline(project, database, range, {});
    });
  };
  CHECK(error_of([&] { downgrade_to("base"); }).code() == ErrorCode::invalid_range);
  CHECK(error_of([&] { downgrade_to("a:b:c"); }).code() == ErrorCode::invalid_range);
  const std::string text = downgrade_to("head:aaaa");
  CHECK(text.find("DROP TABLE t2;") != std::string::npos);
  CHECK(text.find("SET version_num = 'aaaa' WHERE version_num = 'bbbb'") != std::string::npos);
}

TEST_CASE("an offline stamp takes one beginning for all its targets", "[engine]") {
  const auto folder = two_units();
  const Project project = folder.read();
  const auto stamp_to = [&](const std::vector<std::string>& targets) {
    return script("sqlite", [&](Database& database) {
      return stamp_offline(project, database, targets, {});
    });
  };
  CHECK(
      stamp_to({"aaaa:bbbb"}).find("SET version_num = 'bbbb' WHERE version_num = 'aaaa'") !=
      std::string::npos);
  CHECK(error_of([&] { stamp_to({"aaaa:bbbb", "bbbb:aaaa"}); }).code() == ErrorCode::invalid_range);
}

}  // namespace
}  // namespace migrate::engine
