#include "engine/models.hpp"

#include <algorithm>

#include "engine/model_bench.hpp"
#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::engine {
namespace {

std::vector<std::string> table_names(const schema::MetaData& metadata) {
  std::vector<std::string> names;
  for (const schema::Table& table : metadata.tables)
    names.push_back(schema::describe(table.name));
  std::ranges::sort(names);
  return names;
}

using Names = std::vector<std::string>;

std::string any_dialect() {
  return GENERATE(from_range(testing::dialect_names()));
}

TEST_CASE("models in SQL may need one another in any order", "[engine][models]") {
  ModelBench bench(any_dialect());
  bench.folder().write("m/a.sql", "CREATE VIEW v AS SELECT id FROM b; CREATE INDEX i ON b (id);");
  bench.folder().write(
      "m/b.sql", "CREATE TABLE b (id integer);\nCREATE VIEW w AS SELECT * FROM v;");
  const auto metadata = bench.load({"m"});
  REQUIRE(table_names(metadata) == Names{"b"});
  CHECK(metadata.tables[0].indexes.size() == 1);
}

TEST_CASE("statements of a model in SQL may need later ones", "[engine][models]") {
  ModelBench bench(any_dialect());
  bench.folder().write(
      "a.sql",
      "CREATE VIEW v AS SELECT id FROM b;\nCREATE INDEX i ON b (id);\n"
      "CREATE TABLE b (id integer);\n");
  const auto metadata = bench.load({"a.sql"});
  REQUIRE(table_names(metadata) == Names{"b"});
  CHECK(metadata.tables[0].indexes.size() == 1);
}

TEST_CASE("models in several languages are put together", "[engine][models]") {
  ModelBench bench(any_dialect());
  bench.folder().write("a.sql", "CREATE TABLE a (id integer);");
  bench.folder().write(
      "b.yaml", "tables:\n  - name: b\n    columns: [{name: id, type: integer}]\n");
  CHECK(table_names(bench.load({"a.sql", "b.yaml"})) == Names{"a", "b"});
}

TEST_CASE("what is declared twice is refused", "[engine][models]") {
  ModelBench bench("sqlite");
  bench.folder().write("a.sql", "\nCREATE TABLE a (id integer);");
  const std::string yaml = "tables:\n  - name: a\n    columns: [{name: id, type: integer}]\n";
  bench.folder().write("a.yaml", yaml);
  bench.folder().write("b.yaml", yaml);
  CHECK(error_of([&] {
          bench.load({"a.yaml", "b.yaml"});
        }).message() == "table a is declared twice");
  const Error error = error_of([&] { bench.load({"a.sql", "a.yaml"}); });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "table a already exists");
  REQUIRE(error.place());
  CHECK(error.place()->file == "a.sql");
  CHECK(error.place()->line == 2);
}

TEST_CASE("models in SQL and others may need one another in any order", "[engine][models]") {
  ModelBench bench("postgresql");
  bench.folder().write(
      "a.sql",
      "CREATE VIEW v AS SELECT mail FROM account;\n"
      "CREATE DOMAIN email AS text;\n"
      "COMMENT ON TABLE account IS 'who may come in';\n");
  bench.folder().write(
      "b.yaml",
      "tables:\n"
      "  - name: account\n"
      "    renamed_from: user\n"
      "    columns: [{name: mail, type: verbatim(\"email\")}]\n"
      "    checks: [{name: has_at, condition: mail like '%@%'}]\n"
      "  - {name: empty, columns: []}\n");
  const auto metadata = bench.load({"a.sql", "b.yaml"});
  CHECK(table_names(metadata) == Names{"account", "empty"});
  CHECK(metadata.tables[0].comment == "who may come in");
  CHECK(metadata.tables[0].constraints.size() == 1);
  CHECK(metadata.objects.size() == 2);
  CHECK(metadata.renames.size() == 1);
}

TEST_CASE(
    "what is declared in YAML and cannot be made beside SQL is an error", "[engine][models]") {
  ModelBench bench("postgresql");
  bench.folder().write("a.sql", "CREATE VIEW v AS SELECT mail FROM account;\n");
  bench.folder().write(
      "b.yaml",
      "tables: [{name: account, columns: [{name: mail, type: verbatim(\"nothing\")}]}]\n");
  const Error error = error_of([&] { bench.load({"a.sql", "b.yaml"}); });
  CHECK(error.code() == ErrorCode::sql_error);
  CHECK(error.message() == "type \"nothing\" does not exist");
  REQUIRE(error.place());
  CHECK(error.place()->file == "(models that are not in SQL)");
  CHECK(error.state().find("a.sql:1: ") != std::string::npos);
}

TEST_CASE("a model in SQL changes nothing in the database", "[engine][models]") {
  ModelBench bench(any_dialect());
  bench.folder().write("a.sql", "CREATE TABLE a (id integer);");
  bench.load({"a.sql"});
  CHECK(bench.inspect().tables.empty());
}

TEST_CASE(
    "a statement that no order helps is an error with its place, and names what else is stuck",
    "[engine][models]") {
  ModelBench bench(any_dialect());
  bench.folder().write("m/a.sql", "CREATE VIEW v AS\n  SELECT nothing FROM b;");
  bench.folder().write("m/b.sql", "\nCREATE TABLE b (id integer;\n");
  const Error error = error_of([&] { bench.load({"m"}); });
  CHECK(error.code() == ErrorCode::sql_error);
  REQUIRE(error.place());
  CHECK(error.place()->file == "m/a.sql");
  CHECK(error.place()->line == 2);
  CHECK(error.state().find("m/b.sql:2: ") != std::string::npos);
}

TEST_CASE("a model says nothing of the server beside its database", "[engine][models]") {
  ModelBench bench(any_dialect());
  bench.folder().write(
      "a.sql", "CREATE TABLE a (id integer);\nGRANT CONNECT ON DATABASE app TO bob;\n");
  const Error error = error_of([&] { bench.load({"a.sql"}); });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "GRANT ON DATABASE has no place in a model");
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
}

TEST_CASE("a model says nothing of transactions", "[engine][models]") {
  ModelBench bench(any_dialect());
  bench.folder().write("a.sql", "CREATE TABLE a (id integer);\nBEGIN;\n");
  const Error error = error_of([&] { bench.load({"a.sql"}); });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "BEGIN has no place in a model");
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
}

TEST_CASE("a statement fails for its first reason", "[engine][models]") {
  ModelBench bench("postgresql");
  bench.run("CREATE TABLE t (a integer)");
  bench.run("CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t'");
  bench.folder().write(
      "a.sql", "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t';");
  const Error error = error_of([&] { bench.load({"a.sql"}); });
  CHECK(error.message() == "relation \"t\" does not exist");
}

TEST_CASE("a subscription in a model is checked before anything runs", "[engine][models]") {
  ModelBench bench("postgresql");
  bench.folder().write(
      "a.sql",
      "CREATE TABLE a (id integer);\n"
      "CREATE SUBSCRIPTION s CONNECTION 'password=b' PUBLICATION p;\n");
  const Error error = error_of([&] { bench.load({"a.sql"}); });
  CHECK(error.code() == ErrorCode::invalid_config);
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
}

TEST_CASE("a subscription in a model that the server refuses has its place", "[engine][models]") {
  ModelBench bench("postgresql");
  bench.folder().write(
      "a.sql",
      "CREATE TABLE a (id integer);\n"
      "CREATE SUBSCRIPTION s CONNECTION '' PUBLICATION p, p;\n");
  const Error error = error_of([&] { bench.load({"a.sql"}); });
  CHECK(error.code() == ErrorCode::sql_error);
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
}

TEST_CASE("text that is no SQL is refused with its place", "[engine][models]") {
  ModelBench bench(any_dialect());
  bench.folder().write("a.sql", "CREATE TABLE a (id integer);\nCREATE TABLE \"b;\n");
  const Error error = error_of([&] { bench.load({"a.sql"}); });
  CHECK(error.code() == ErrorCode::invalid_config);
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
}

TEST_CASE("what dumps hold beside definitions is no obstacle", "[engine][models]") {
  ModelBench bench("postgresql");
  bench.folder().write(
      "dump.sql",
      "\\restrict dbWc8rtTb3\n"
      "SET statement_timeout = 0;\n"
      "SET a_setting_of_a_newer_server = 0;\n"
      "SELECT pg_catalog.set_config('search_path', '', false);\n"
      "CREATE SCHEMA public;\n"
      "CREATE TABLE public.a (id integer);\n"
      "ALTER TABLE public.a OWNER TO nobody_at_all;\n"
      "GRANT SELECT ON TABLE public.a TO nobody_at_all;\n"
      "\\unrestrict dbWc8rtTb3\n");
  bench.folder().write("more.sql", "CREATE TABLE b (id integer);");
  CHECK(table_names(bench.load({"dump.sql", "more.sql"})) == Names{"a", "b"});
}

TEST_CASE("an owner that cannot be had is an error where owners are compared", "[engine][models]") {
  ModelBench bench("postgresql");
  bench.folder().write(
      "a.sql", "CREATE TABLE a (id integer);\nALTER TABLE a OWNER TO nobody_at_all;\n");
  const Error error = error_of([&] { bench.load({"a.sql"}, {}, Owners::required); });
  CHECK(error.message() == "role \"nobody_at_all\" does not exist");
  CHECK_FALSE(error.hint().empty());
  REQUIRE(error.place());
  CHECK(error.place()->line == 2);
  bench.folder().write("a.sql", "CREATE SCHEMA app AUTHORIZATION nobody_at_all;\n");
  CHECK(error_of([&] {
          bench.load({"a.sql"}, {}, Owners::required);
        }).message() == "role \"nobody_at_all\" does not exist");
  CHECK_NOTHROW(bench.load({"a.sql"}));
}

TEST_CASE(
    "settings of a file go before each of its statements, and no other's", "[engine][models]") {
  ModelBench bench("postgresql");
  bench.folder().write(
      "m/a.sql",
      "CREATE SCHEMA app;\nSET search_path = app;\nCREATE TABLE a (id integer);\n"
      "CREATE TABLE c (id integer DEFAULT public.one());\n");
  bench.folder().write(
      "m/b.sql",
      "CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1';\n"
      "CREATE TABLE b (id integer);\n");
  const auto metadata = bench.load({"m"});
  CHECK(table_names(metadata) == Names{"b"});  // those in the schema app are not looked at
}

TEST_CASE("a model may use what only the live database has", "[engine][models]") {
  ModelBench bench("postgresql");
  bench.run("CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
  bench.folder().write("a.sql", "CREATE TABLE a (id integer DEFAULT one());");
  CHECK(table_names(bench.load({"a.sql"})) == Names{"a"});
}

TEST_CASE("names in the default schema are without it", "[engine][models]") {
  schema::MetaData metadata{
      .default_schema = "public",
      .schemas = {{.name = "public"}, {.name = "app"}},
      .enums = {{.name = {.schema = "public", .name = "mood"}}},
      .tables = {
          {.name = {.schema = "public", .name = "a"},
           .columns = {{.name = "m", .type = {.name = "mood", .schema = "public"}}},
           .constraints = {schema::ForeignKey{
               .referred_table = {.schema = "public", .name = "b"}}}},
          {.name = {.schema = "app", .name = "a"}}}};
  schema::remove_default_schema(metadata, "public");
  CHECK(metadata.schemas.size() == 1);
  CHECK(metadata.enums[0].name.schema.empty());
  CHECK(metadata.tables[0].name.schema.empty());
  CHECK(metadata.tables[0].columns[0].type.schema.empty());
  CHECK(std::get<schema::ForeignKey>(metadata.tables[0].constraints[0])
            .referred_table.schema.empty());
  CHECK(metadata.tables[1].name.schema == "app");
}

TEST_CASE("what the filter does not let through is taken out", "[engine][models]") {
  schema::MetaData metadata{
      .default_schema = "public",
      .schemas = {{.name = "app"}, {.name = "other"}},
      .sequences = {{.name = {.name = "tmp_s"}}},
      .tables = {
          {.name = {.name = "a"}},
          {.name = {.name = "tmp_b"}},
          {.name = {.schema = "app", .name = "c"}},
          {.name = {.schema = "other", .name = "d"}}}};
  apply_filter(metadata, {.schemas = {"public", "app"}, .exclude_tables = {"tmp_*"}});
  CHECK(metadata.schemas.size() == 1);
  CHECK(metadata.sequences.empty());
  CHECK(table_names(metadata) == Names{"a", "app.c"});
}

}  // namespace
}  // namespace migrate::engine
