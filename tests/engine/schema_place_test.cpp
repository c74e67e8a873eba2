#include "engine/schema_place.hpp"

#include <string>

#include "engine/commands.hpp"
#include "engine/model_bench.hpp"
#include "testing/catch.hpp"
#include "testing/project_folder.hpp"

namespace migrate::engine {
namespace {

using testing::ProjectFolder;

std::string any_dialect() {
  return GENERATE(from_range(testing::dialect_names()));
}

std::vector<ProjectFolder::Unit> two_tables() {
  return {{"aaaa", "CREATE TABLE t1 (id integer);"}, {"bbbb", "CREATE TABLE t2 (id integer);"}};
}

std::size_t tables_in(SchemaPlace& place, const schema::Filter& filter) {
  Database& database = place.database();
  return database.dialect->inspect(*database.connection, filter).tables.size();
}

TEST_CASE("units are applied in a scratch place up to a revision", "[engine][place]") {
  ModelBench bench(any_dialect());
  const ProjectFolder folder(two_tables());
  const Project project = folder.read();
  using Row = std::pair<std::string, std::size_t>;
  const auto [target, count] = GENERATE(Row{"base", 0}, Row{"aaaa", 1}, Row{"head", 2});
  SchemaPlace place(bench.database());
  place.apply(project, target, {});
  CHECK(tables_in(place, bench.filter()) == count);
  CHECK(bench.inspect().tables.empty());
}

TEST_CASE("the current revision is where the live database is", "[engine][place]") {
  ModelBench bench(any_dialect());
  const ProjectFolder folder(two_tables());
  const Project project = folder.read();
  const auto migrator = upgrade(project, bench.database(), "aaaa", {});
  while (migrator->next()) {
  }
  SchemaPlace place(bench.database());
  place.apply(project, "current", {});
  CHECK(tables_in(place, bench.filter()) == 1);
}

TEST_CASE("a schema is made in a scratch place", "[engine][place]") {
  ModelBench bench(any_dialect());
  bench.folder().write(
      "a.yaml", "tables:\n  - name: a\n    columns: [{name: id, type: integer}]\n");
  SchemaPlace place(bench.database());
  place.create(bench.load({"a.yaml"}), for_database({}, bench.database()));
  CHECK(tables_in(place, bench.filter()) == 1);
}

}  // namespace
}  // namespace migrate::engine
