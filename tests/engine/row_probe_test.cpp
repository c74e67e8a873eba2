#include "engine/row_probe.hpp"

#include <string>
#include <vector>

#include "engine/model_bench.hpp"
#include "testing/catch.hpp"

namespace migrate::engine {
namespace {

using autogenerate::Risk;
using autogenerate::RiskKind;

std::string any_dialect() {
  return GENERATE(from_range(testing::dialect_names()));
}

/// Probes one risk of a table that is the same in the models.
ProbedRisk probe(ModelBench& bench, const Risk& risk) {
  Comparison comparison{.live = bench.inspect()};
  comparison.upgrade.steps.push_back({.risks = {risk}});
  return probe_rows(bench.database(), comparison).at(0).at(0);
}

struct Table {
  explicit Table(ModelBench& bench, const std::string& rows = {}) {
    bench.run("CREATE TABLE account (id integer, name text)");
    if (!rows.empty()) bench.run("INSERT INTO account VALUES " + rows);
  }
};

Risk risk(RiskKind kind, std::vector<std::string> columns = {"name"}) {
  return {.kind = kind, .table = {.name = "account"}, .columns = std::move(columns)};
}

TEST_CASE("a table without rows is in nothing's way", "[engine][probe]") {
  ModelBench bench(any_dialect());
  const Table table(bench);
  const auto kind = GENERATE(
      RiskKind::not_null_without_default,
      RiskKind::set_not_null,
      RiskKind::unique_over_rows,
      RiskKind::type_conversion,
      RiskKind::narrower_type,
      RiskKind::check_over_rows,
      RiskKind::foreign_key_over_rows);
  const auto answer = probe(bench, risk(kind));
  CHECK(answer.answer == RiskAnswer::harmless);
  CHECK(answer.seen == "account has no rows here");
}

TEST_CASE("rows are in the way of a column that must have a value", "[engine][probe]") {
  ModelBench bench(any_dialect());
  const Table table(bench, "(1, 'a')");
  const auto answer = probe(bench, risk(RiskKind::not_null_without_default, {"email"}));
  CHECK(answer.answer == RiskAnswer::harmful);
  CHECK(answer.seen == "account has rows");
}

TEST_CASE("NULL is looked for", "[engine][probe]") {
  ModelBench bench(any_dialect());
  const Table table(bench, "(1, 'a'), (2, 'b')");
  CHECK(probe(bench, risk(RiskKind::set_not_null)).answer == RiskAnswer::harmless);
  bench.run("INSERT INTO account VALUES (3, NULL)");
  CHECK(probe(bench, risk(RiskKind::set_not_null)).answer == RiskAnswer::harmful);
  CHECK(probe(bench, risk(RiskKind::set_not_null, {"id"})).answer == RiskAnswer::harmless);
}

TEST_CASE("rows with the same values are looked for", "[engine][probe]") {
  ModelBench bench(any_dialect());
  const Table table(bench, "(1, 'a'), (2, 'b'), (3, NULL)");
  CHECK(probe(bench, risk(RiskKind::unique_over_rows)).answer == RiskAnswer::harmless);
  bench.run("INSERT INTO account VALUES (4, NULL)");
  CHECK(probe(bench, risk(RiskKind::unique_over_rows)).answer == RiskAnswer::open);
  bench.run("INSERT INTO account VALUES (5, 'a')");
  CHECK(probe(bench, risk(RiskKind::unique_over_rows)).answer == RiskAnswer::harmful);
  CHECK(
      probe(bench, risk(RiskKind::unique_over_rows, {"id", "name"})).answer ==
      RiskAnswer::harmless);
}

TEST_CASE("values that are converted are in the way only when there are any", "[engine][probe]") {
  ModelBench bench(any_dialect());
  const Table table(bench, "(1, NULL)");
  CHECK(probe(bench, risk(RiskKind::type_conversion)).answer == RiskAnswer::harmless);
  CHECK(probe(bench, risk(RiskKind::type_conversion, {"id"})).answer == RiskAnswer::open);
}

TEST_CASE("values that go are looked for in every column of the enumeration", "[engine][probe]") {
  ModelBench bench("postgresql");
  bench.run("CREATE TYPE mood AS ENUM ('sad', 'glad')");
  bench.run("CREATE TABLE a (m mood)");
  bench.run("CREATE TABLE b (n mood, list mood[])");
  const Risk gone{
      .kind = RiskKind::enum_value_removed, .table = {.name = "mood"}, .columns = {"glad"}};
  bench.run("INSERT INTO a VALUES ('sad')");
  CHECK(probe(bench, gone).answer == RiskAnswer::harmless);
  bench.run("INSERT INTO b (list) VALUES ('{}')");
  CHECK(probe(bench, gone).answer == RiskAnswer::open);
  bench.run("INSERT INTO b (n) VALUES ('glad')");
  const auto answer = probe(bench, gone);
  CHECK(answer.answer == RiskAnswer::harmful);
  CHECK(answer.seen == "b.n has one of them");
  CHECK(advice(gone) == "rows with glad of mood stop this: give them another value first");
}

TEST_CASE("rows are looked for under the old names", "[engine][probe]") {
  ModelBench bench(any_dialect());
  const Table table(bench, "(1, NULL)");
  Comparison comparison{.live = bench.inspect()};
  comparison.renames = {
      {.kind = schema::RenameKind::table, .from = "account", .to = "person"},
      {.kind = schema::RenameKind::column,
       .parent = {.name = "person"},
       .from = "name",
       .to = "title"}};
  comparison.upgrade.steps.push_back(
      {.risks = {
           {.kind = RiskKind::set_not_null, .table = {.name = "person"}, .columns = {"title"}}}});
  const auto answer = probe_rows(bench.database(), comparison).at(0).at(0);
  CHECK(answer.answer == RiskAnswer::harmful);
  CHECK(answer.seen == "account has rows with NULL there");
}

TEST_CASE("rows that may not be looked at leave the risk open", "[engine][probe]") {
  ModelBench bench("postgresql");
  const Table table(bench, "(1, NULL)");
  bench.run("CREATE ROLE blind");
  bench.database().connection->execute("SET ROLE blind");
  const auto answer = probe(bench, risk(RiskKind::set_not_null));
  CHECK(answer.answer == RiskAnswer::open);
  CHECK(answer.seen.find("permission denied") != std::string::npos);
  bench.database().connection->execute("RESET ROLE");
  bench.run("DROP ROLE blind");
}

TEST_CASE("every risk has its advice", "[engine][probe]") {
  CHECK(
      advice(risk(RiskKind::set_not_null)) ==
      "NULL in account.name stops this: fill it first, or leave the rows out");
  CHECK(
      advice(risk(RiskKind::unique_over_rows, {"a", "b"})) ==
      "rows with the same values in account (a, b) stop this: decide first which of them stays");
}

}  // namespace
}  // namespace migrate::engine
