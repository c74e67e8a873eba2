#include "engine/proof.hpp"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "engine/model_bench.hpp"
#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::engine {
namespace {

std::string any_dialect() {
  return GENERATE(from_range(testing::dialect_names()));
}

std::vector<std::string> statements(const std::vector<CompiledStep>& steps) {
  std::vector<std::string> result;
  for (const CompiledStep& step : steps)
    result.insert(result.end(), step.statements.begin(), step.statements.end());
  return result;
}

bool holds(const std::vector<std::string>& texts, std::string_view part) {
  return std::ranges::any_of(
      texts, [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

constexpr std::string_view before = "CREATE TABLE account (id integer NOT NULL, age integer)";
constexpr std::string_view after =
    "CREATE TABLE account (id integer NOT NULL, age integer DEFAULT 7, name text);"
    "CREATE INDEX ix_account_age ON account (age)";

TEST_CASE("both ways are proven where that is cheap", "[engine][proof]") {
  ModelBench bench(any_dialect());
  bench.run(before);
  const auto comparison = bench.compare(after);
  const auto rehearsal =
      rehearse(bench.database(), comparison, bench.filter(), ProofMode::automatic);
  CHECK(rehearsal.is_proven);
  CHECK(rehearsal.remark.starts_with("Proven in a "));
  CHECK(holds(statements(rehearsal.upgrade), "CREATE INDEX ix_account_age ON account"));
  CHECK_FALSE(statements(rehearsal.downgrade).empty());
}

TEST_CASE("a rehearsal changes nothing in the database", "[engine][proof]") {
  ModelBench bench(any_dialect());
  bench.run(before);
  const auto live = bench.inspect();
  rehearse(bench.database(), bench.compare(after), bench.filter(), ProofMode::required);
  CHECK(bench.inspect() == live);
}

TEST_CASE("what nobody wants proven has the same statements", "[engine][proof]") {
  ModelBench bench(any_dialect());
  bench.run(before);
  const auto comparison = bench.compare(after);
  const auto proven = rehearse(bench.database(), comparison, bench.filter(), ProofMode::required);
  const auto plain = rehearse(bench.database(), comparison, bench.filter(), ProofMode::none);
  CHECK_FALSE(plain.is_proven);
  CHECK(plain.remark == "Not proven: --no-prove.");
  CHECK(plain.upgrade == proven.upgrade);
  CHECK(plain.downgrade == proven.downgrade);
}

TEST_CASE("an upgrade that gives something else is refused, and says what", "[engine][proof]") {
  ModelBench bench(any_dialect());
  bench.run(before);
  auto comparison = bench.compare(after);
  std::erase_if(comparison.upgrade.steps, [](const autogenerate::Step& step) {
    return std::holds_alternative<operations::CreateIndex>(step.operation);
  });
  for (autogenerate::Step& step : comparison.upgrade.steps) {
    if (auto* const batch = std::get_if<operations::BatchAlterTable>(&step.operation))
      std::erase_if(batch->changes, [](const operations::TableChange& change) {
        return std::holds_alternative<operations::CreateIndex>(change);
      });
  }
  const Error error = error_of(
      [&] { rehearse(bench.database(), comparison, bench.filter(), ProofMode::automatic); });
  CHECK(error.code() == ErrorCode::unit_error);
  CHECK(error.message() == "the generated upgrade does not give what the models declare");
  CHECK(error.state().find("ix_account_age") != std::string::npos);
  CHECK(error.hint().find("--no-prove") != std::string::npos);
}

TEST_CASE("a statement that fails in the scratch place is refused", "[engine][proof]") {
  ModelBench bench(any_dialect());
  bench.run(before);
  auto comparison = bench.compare(after);
  comparison.upgrade.steps.push_back({.operation = operations::ExecuteSql{.sql = "nonsense"}});
  const Error error = error_of(
      [&] { rehearse(bench.database(), comparison, bench.filter(), ProofMode::automatic); });
  CHECK(error.code() == ErrorCode::unit_error);
  CHECK(error.message().starts_with("the generated upgrade does not run: "));
  CHECK(error.state().find("nonsense") != std::string::npos);
}

TEST_CASE("tables outside the filter do not stand in the way of a proof", "[engine][proof]") {
  ModelBench bench("postgresql");
  bench.run("CREATE SCHEMA other");
  bench.run("CREATE TYPE other.mood AS ENUM ('sad')");
  bench.run("CREATE TABLE other.c (id serial PRIMARY KEY, m other.mood)");
  bench.run("CREATE TABLE b (id integer PRIMARY KEY REFERENCES other.c)");
  bench.run("CREATE TABLE a (id integer REFERENCES b)");
  schema::Filter filter = bench.filter();
  filter.exclude_tables = {"b"};
  auto live = bench.database().dialect->inspect(*bench.database().connection, filter);
  auto declared = live;
  declared.tables.at(0).columns.push_back({.name = "name"});
  const auto comparison = compare(bench.database(), std::move(live), std::move(declared), {});
  const auto rehearsal = rehearse(bench.database(), comparison, filter, ProofMode::required);
  CHECK(rehearsal.is_proven);
  CHECK(rehearsal.upgrade.size() == 1);
}

TEST_CASE("a copy without rows keeps triggers through a rebuild", "[engine][proof]") {
  ModelBench bench("sqlite");
  bench.run(before);
  bench.run("CREATE TRIGGER t AFTER INSERT ON account BEGIN SELECT 1; END");
  const auto comparison =
      bench.compare("CREATE TABLE account (id integer NOT NULL, age integer DEFAULT 8)");
  const auto rehearsal =
      rehearse(bench.database(), comparison, bench.filter(), ProofMode::automatic);
  CHECK(holds(statements(rehearsal.upgrade), "CREATE TRIGGER t AFTER INSERT ON account"));
}

TEST_CASE("a value that is added and used at once runs in one transaction", "[engine][proof]") {
  ModelBench bench("postgresql");
  bench.run("CREATE TYPE mood AS ENUM ('sad')");
  bench.run("CREATE TABLE a (id integer, m mood DEFAULT 'sad')");
  const auto comparison = bench.compare(
      "CREATE TYPE mood AS ENUM ('sad', 'glad');"
      "CREATE TABLE a (id integer, m mood DEFAULT 'glad');");
  CHECK(rehearse(bench.database(), comparison, bench.filter(), ProofMode::required).is_proven);
}

TEST_CASE("functions whose bodies need one another are no obstacle", "[engine][proof]") {
  ModelBench bench("postgresql");
  bench.run("CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1'");
  bench.run("CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT f()'");
  bench.run("CREATE OR REPLACE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT g()'");
  const auto comparison = bench.compare(
      "SET check_function_bodies = off;"
      "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT g()';"
      "CREATE FUNCTION g() RETURNS integer LANGUAGE sql AS 'SELECT f()';"
      "CREATE TABLE a (id integer);");
  const auto rehearsal =
      rehearse(bench.database(), comparison, bench.filter(), ProofMode::automatic);
  CHECK(rehearsal.remark.starts_with("Proven in a scratch database"));
}

TEST_CASE("functions whose bodies do not work any more are no obstacle", "[engine][proof]") {
  ModelBench bench("postgresql");
  const std::string function =
      "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM t'";
  bench.run("CREATE TABLE t (a integer)");
  bench.run(function);
  bench.run("DROP TABLE t");
  const auto comparison = bench.compare(
      "SET check_function_bodies = off; " + function + "; CREATE TABLE a (id integer);");
  const auto rehearsal =
      rehearse(bench.database(), comparison, bench.filter(), ProofMode::automatic);
  CHECK(rehearsal.remark.starts_with("Proven in a scratch database"));

  const auto script = statements(
      compile_schema(bench.database(), bench.inspect(), for_database({}, bench.database())));
  ModelBench other("postgresql");
  std::string model;
  for (const std::string& sql : script)
    model += sql + ";";
  CHECK(other.compare(model).upgrade.changes.size() == 1);
}

TEST_CASE("a schema compiled from nothing makes an equal one", "[engine][proof]") {
  const std::string dialect = any_dialect();
  ModelBench bench(dialect);
  bench.run("CREATE TABLE b (id integer PRIMARY KEY)");
  bench.run("CREATE TABLE a (id integer PRIMARY KEY, b_id integer REFERENCES b (id))");
  const auto metadata = bench.inspect();
  ModelBench other(dialect);
  for (const std::string& sql :
       statements(compile_schema(bench.database(), metadata, for_database({}, bench.database()))))
    other.run(sql);
  auto made = other.inspect();
  auto expected = metadata;
  other.database().dialect->normalize(expected, made, {}, *other.database().connection);
  CHECK(made == expected);
}

}  // namespace
}  // namespace migrate::engine
