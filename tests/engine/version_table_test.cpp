#include "engine/version_table.hpp"

#include <string>
#include <vector>

#include "testing/catch.hpp"

namespace migrate::engine {
namespace {

using Statements = std::vector<std::string>;

graph::Step step(std::vector<std::string> removed, std::vector<std::string> added) {
  return {.removed_rows = std::move(removed), .added_rows = std::move(added)};
}

TEST_CASE("the version table has Alembic's layout", "[engine]") {
  CHECK(
      VersionTable({.name = "alembic_version"}).create_statement() ==
      "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
      "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))");
}

TEST_CASE("a row that goes and a row that comes are one UPDATE", "[engine]") {
  const VersionTable table({.schema = "ops", .name = "Versions"});
  CHECK(
      table.change_statements(step({"a"}, {"b"})) ==
      Statements{"UPDATE ops.\"Versions\" SET version_num = 'b' WHERE version_num = 'a'"});
}

TEST_CASE("a merge deletes what it cannot update", "[engine]") {
  const VersionTable table({.name = "v"});
  CHECK(
      table.change_statements(step({"a", "b"}, {"m"})) ==
      Statements{
          "DELETE FROM v WHERE version_num = 'b'",
          "UPDATE v SET version_num = 'm' WHERE version_num = 'a'"});
}

TEST_CASE("taking a merge back inserts what it cannot update", "[engine]") {
  const VersionTable table({.name = "v"});
  CHECK(
      table.change_statements(step({"m"}, {"a", "b"})) ==
      Statements{
          "UPDATE v SET version_num = 'a' WHERE version_num = 'm'",
          "INSERT INTO v (version_num) VALUES ('b')"});
}

TEST_CASE("ids are quoted as literals", "[engine]") {
  const VersionTable table({.name = "v"});
  CHECK(
      table.change_statements(step({}, {"o'id"})) ==
      Statements{"INSERT INTO v (version_num) VALUES ('o''id')"});
}

}  // namespace
}  // namespace migrate::engine
