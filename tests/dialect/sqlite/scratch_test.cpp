#include "dialect/sqlite/scratch.hpp"

#include <memory>
#include <string>
#include <vector>

#include "dialect/registry.hpp"
#include "dialect/sqlite/altering.hpp"
#include "dialect/sqlite/inspector.hpp"
#include "testing/catch.hpp"

namespace migrate::dialect::sqlite {
namespace {

/// The names in the database, in order.
std::string names_in(db::Connection& connection) {
  std::string names;
  for (const db::Row& row : connection.query(
           "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'docs_%' ORDER "
           "BY name"))
    names += (names.empty() ? "" : " ") + row[0].value_or("");
  return names;
}

}  // namespace

TEST_CASE("a scratch place is an empty database in memory of its own", "[sqlite]") {
  Altered live({"CREATE TABLE t (a int)"});
  const auto scratch = open_scratch(live.connection(), {});
  CHECK(scratch->place().empty());
  CHECK(names_in(scratch->connection()).empty());
  scratch->connection().execute("CREATE TABLE u (a int)");
  CHECK(names_in(live.connection()) == "t");
  CHECK(names_in(open_scratch(live.connection(), {})->connection()).empty());
}

TEST_CASE("views and triggers follow the tables that they need", "[sqlite]") {
  Altered live(
      {"CREATE TABLE t (a int)",
       "CREATE TABLE hidden (a int)",
       "CREATE VIRTUAL TABLE docs USING fts5 (a)",
       "CREATE VIEW v AS SELECT a FROM t",
       "CREATE VIEW w AS SELECT a FROM v JOIN docs USING (a)",
       "CREATE VIEW x AS SELECT a FROM hidden",
       "CREATE VIEW y AS SELECT a FROM x",
       "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO docs VALUES (new.a); END",
       "CREATE TRIGGER ts INSTEAD OF INSERT ON v BEGIN SELECT 1; END",
       "CREATE TRIGGER tt AFTER INSERT ON t BEGIN INSERT INTO hidden VALUES (1); END"});
  const auto scratch = open_scratch(live.connection(), {});
  scratch->connection().execute("CREATE TABLE t (a int)");
  const auto missing = copy_surroundings(live.connection(), scratch->connection());
  CHECK(names_in(scratch->connection()) == "docs t tr ts v w");
  CHECK(
      missing == std::vector<std::string>{
                     "view x: table hidden is not there",
                     "view y: view x is not there",
                     "trigger tt: table hidden is not there"});
  CHECK(inspect(scratch->connection(), {}).tables.size() == 1);
}

TEST_CASE("what is there already is not made again", "[sqlite]") {
  Altered live({"CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT a FROM t"});
  const auto scratch = open_scratch(live.connection(), {});
  CHECK(copy_surroundings(live.connection(), scratch->connection()).size() == 1);
  scratch->connection().execute("CREATE TABLE t (a int)");
  CHECK(copy_surroundings(live.connection(), scratch->connection()).empty());
  CHECK(copy_surroundings(live.connection(), scratch->connection()).empty());
  CHECK(names_in(scratch->connection()) == "t v");
}

}  // namespace migrate::dialect::sqlite
