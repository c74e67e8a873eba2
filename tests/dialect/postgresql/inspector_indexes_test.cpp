#include <string>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgresql/inspecting.hpp"
#include "testing/catch.hpp"

namespace migrate::dialect::postgresql {
using schema::Index;
using testing::InspectedDatabase;

namespace {

/// An index on the table t, from ON t on, and as a value.
struct Case {
  std::string text{};
  Index index{};
  bool unique{false};
};

const std::vector<Case> cases{
    {"(a)", {.columns = {{.name = "a"}}}},
    {"(b, a)", {.columns = {{.name = "b"}, {.name = "a"}}}},
    {"(\"Odd, (name)\")", {.columns = {{.name = "Odd, (name)"}}}},
    {"(a)", {.columns = {{.name = "a"}}, .unique = true}, true},
    {"(a) NULLS NOT DISTINCT",
     {.columns = {{.name = "a"}}, .unique = true, .nulls_not_distinct = true},
     true},
    {"(a ASC NULLS LAST, b DESC NULLS FIRST)",
     {.columns = {{.name = "a"}, {.name = "b", .order = Order::descending}}}},
    {"(a NULLS FIRST, b DESC NULLS LAST)",
     {.columns =
          {{.name = "a", .nulls = Nulls::first},
           {.name = "b", .order = Order::descending, .nulls = Nulls::last}}}},
    {"(a) INCLUDE (b, d)", {.columns = {{.name = "a"}}, .include = {"b", "d"}}},
    {"(a) WHERE (b > 0) AND a > 0", {.columns = {{.name = "a"}}, .where = "(b > 0) AND (a > 0)"}},
    {"(a) WHERE (b > 0)", {.columns = {{.name = "a"}}, .where = "b > 0"}},
    {"(a) WITH (fillfactor = 70, deduplicate_items = off)",
     {.columns = {{.name = "a"}},
      .with =
          {{.name = "deduplicate_items", .value = "off"}, {.name = "fillfactor", .value = "70"}}}},
    // Operator classes: those that the server takes by itself are not said.
    {"(a int4_ops)", {.columns = {{.name = "a"}}}},
    {"(a oid_ops)", {.columns = {{.name = "a", .operator_class = "oid_ops"}}}},
    {"(d text_pattern_ops)", {.columns = {{.name = "d", .operator_class = "text_pattern_ops"}}}},
    {"(v)", {.columns = {{.name = "v"}}}},
    {"(v varchar_ops)", {.columns = {{.name = "v", .operator_class = "varchar_ops"}}}},
    {"(ci)", {.columns = {{.name = "ci"}}}},
    {"(ci text_ops)", {.columns = {{.name = "ci", .operator_class = "text_ops"}}}},
    {"(dci text_ops)", {.columns = {{.name = "dci", .operator_class = "text_ops"}}}},
    {"(dci)", {.columns = {{.name = "dci"}}}},
    {"(arr, mo, ci, cid, rc, n, r)",
     {.columns =
          {{.name = "arr"},
           {.name = "mo"},
           {.name = "ci"},
           {.name = "cid"},
           {.name = "rc"},
           {.name = "n"},
           {.name = "r"}}}},
    // Collations: those of the columns are not said.
    {R"((d COLLATE "C"))", {.columns = {{.name = "d", .collation = "C"}}}},
    {R"((d COLLATE "default", cc COLLATE "C"))", {.columns = {{.name = "d"}, {.name = "cc"}}}},
    {R"((cc COLLATE "default"))", {.columns = {{.name = "cc", .collation = "default"}}}},
    {"(dc, n)", {.columns = {{.name = "dc"}, {.name = "n"}}}},
    {R"((dc COLLATE "POSIX" text_pattern_ops DESC))",
     {.columns =
          {{.name = "dc",
            .order = Order::descending,
            .operator_class = "text_pattern_ops",
            .collation = "POSIX"}}}},
    {R"((d COLLATE other."C"))", {.columns = {{.name = "d", .collation = "other.C"}}}},
    // Expressions.
    {"(lower(d))", {.columns = {{.expression = "lower(d)"}}}},
    {"((a + b))", {.columns = {{.expression = "a + b"}}}},
    {"(((a + b) * (a - b)))", {.columns = {{.expression = "(a + b) * (a - b)"}}}},
    {R"(((a + b) DESC, a, (d || ', x)') COLLATE "C" text_pattern_ops NULLS FIRST))",
     {.columns =
          {{.expression = "a + b", .order = Order::descending},
           {.name = "a"},
           {.expression = "d || ', x)'::text",
            .nulls = Nulls::first,
            .operator_class = "text_pattern_ops",
            .collation = "C"}}}},
    {"((ci::text))", {.columns = {{.expression = "(ci)::text"}}}},
    {"(d, lower(d)) INCLUDE (a) WHERE a > 0",
     {.columns = {{.name = "d"}, {.expression = "lower(d)"}}, .where = "a > 0", .include = {"a"}}},
    // Other methods.
    {"USING hash (a)", {.columns = {{.name = "a"}}, .method = "hash"}},
    {"USING brin (a) WITH (pages_per_range = 4)",
     {.columns = {{.name = "a"}},
      .method = "brin",
      .with = {{.name = "pages_per_range", .value = "4"}}}},
    {"USING brin (a int4_bloom_ops (n_distinct_per_range = 7), b)",
     {.columns =
          {{.name = "a", .operator_class = "int4_bloom_ops (n_distinct_per_range='7')"},
           {.name = "b"}},
      .method = "brin"}},
    {"USING gin (js)", {.columns = {{.name = "js"}}, .method = "gin"}},
    {"USING gin (js jsonb_path_ops)",
     {.columns = {{.name = "js", .operator_class = "jsonb_path_ops"}}, .method = "gin"}},
    {"USING gin (to_tsvector('simple', d))",
     {.columns = {{.expression = "to_tsvector('simple'::regconfig, d)"}}, .method = "gin"}},
    {"USING gin (d gin_trgm_ops)",
     {.columns = {{.name = "d", .operator_class = "gin_trgm_ops"}}, .method = "gin"}},
    {"USING gist (d gist_trgm_ops (siglen = 32)) WITH (buffering = on)",
     {.columns = {{.name = "d", .operator_class = "gist_trgm_ops (siglen='32')"}},
      .method = "gist",
      .with = {{.name = "buffering", .value = "on"}}}},
    {"USING gist (p, q)", {.columns = {{.name = "p"}, {.name = "q"}}, .method = "gist"}},
    {"USING spgist (d)", {.columns = {{.name = "d"}}, .method = "spgist"}},
    {"USING bloom (a, b) WITH (length = 80, col1 = 2)",
     {.columns = {{.name = "a"}, {.name = "b"}},
      .method = "bloom",
      .with = {{.name = "col1", .value = "2"}, {.name = "length", .value = "80"}}}},
};

const std::vector<std::string> surroundings{
    "CREATE SCHEMA other",
    "CREATE EXTENSION citext",
    "CREATE EXTENSION pg_trgm",
    "CREATE EXTENSION bloom",
    R"(CREATE COLLATION other."C" (provider = icu, locale = 'de'))",
    R"(CREATE DOMAIN dom AS text COLLATE "C")",
    "CREATE DOMAIN inner_ci AS citext",
    "CREATE DOMAIN outer_ci AS inner_ci",
    "CREATE TYPE mood AS ENUM ('a')",
    ("CREATE TABLE t (dropped int, a int, b int, d text, v varchar, ci citext, dci outer_ci, "
     R"(cc text COLLATE "C", dc dom, arr int[], mo mood, cid cidr, rc regclass, n name, r )"
     "int4range, "
     "js jsonb, p box, q point, \"Odd, (name)\" int)"),
    "ALTER TABLE t DROP COLUMN dropped",
};

}  // namespace

TEST_CASE("every index is read with all that it says", "[postgresql]") {
  InspectedDatabase database(surroundings);
  db::Connection& connection = database.connection();
  for (const Case& one : cases) {
    CAPTURE(one.text);
    connection.execute(
        fmt::format(R"(CREATE {}INDEX "The, one" ON t {})", one.unique ? "UNIQUE " : "", one.text));
    connection.execute(R"(COMMENT ON INDEX "The, one" IS 'because')");
    Index expected = one.index;
    expected.name = "The, one";
    expected.comment = "because";
    const std::vector<Index> found = database.table().indexes;
    REQUIRE(found.size() == 1);
    CHECK(found.front().columns == expected.columns);
    CHECK(found.front() == expected);
    connection.execute(R"(DROP INDEX "The, one")");
  }
}

TEST_CASE("an index that was read is the same when it is made again", "[postgresql]") {
  InspectedDatabase database(surroundings);
  db::Connection& connection = database.connection();
  for (const Case& one : cases) {
    CAPTURE(one.text);
    // The compiler cannot say that a collation is in a schema.
    if (one.text.find("other.") != std::string::npos) continue;
    for (const CompiledStatement& statement : database.database().dialect().compile(
             operations::CreateIndex{.table = {.name = "t"}, .index = one.index}, connection)) {
      connection.execute(statement.sql);
    }
    std::vector<Index> found = database.table().indexes;
    REQUIRE(found.size() == 1);
    connection.execute(fmt::format(R"(DROP INDEX "{}")", found.front().name));
    found.front().name.clear();
    CHECK(found.front() == one.index);
  }
}

TEST_CASE("an index that is not valid is left out", "[postgresql]") {
  InspectedDatabase database({"CREATE TABLE t (a int)", "INSERT INTO t VALUES (1), (1)"});
  CHECK_THROWS(database.connection().execute("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)"));
  CHECK(database.table().indexes.empty());
}

TEST_CASE("indexes stand in the order of their names", "[postgresql]") {
  InspectedDatabase database(
      {"CREATE TABLE t (a int)",
       "CREATE INDEX b ON t (a)",
       "CREATE INDEX a ON t (a)",
       R"(CREATE INDEX "B" ON t (a))"});
  std::vector<std::string> names;
  for (const Index& one : database.table().indexes)
    names.push_back(one.name);
  CHECK(names == std::vector<std::string>{"B", "a", "b"});
}

}  // namespace migrate::dialect::postgresql
