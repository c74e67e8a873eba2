#include "engine/unit_text.hpp"

#include <string>

#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "testing/syntaxes.hpp"

namespace migrate::engine {
namespace {

CompiledStep step_of(std::vector<std::string> statements) {
  CompiledStep step{.step = {.operation = operations::ExecuteSql{.sql = statements.front()}}};
  step.statements = std::move(statements);
  return step;
}

std::string sql_body(const Rehearsal& rehearsal) {
  std::vector<std::vector<ProbedRisk>> risks;
  for (const CompiledStep& step : rehearsal.upgrade) {
    risks.emplace_back();
    for (const autogenerate::Risk& risk : step.step.risks)
      risks.back().push_back({.risk = risk, .seen = "seen"});
  }
  return unit_body(rehearsal, risks, units::Format::sql, testing::postgresql_syntax());
}

TEST_CASE("each statement is a paragraph of its section", "[engine][unit_text]") {
  const std::string body = sql_body(
      {.upgrade =
           {step_of({"CREATE TABLE a (id integer)", "CREATE INDEX i ON a (id)"}),
            step_of({"CREATE TABLE b (id integer)"})},
       .downgrade = {step_of({"DROP TABLE a"})},
       .remark = "Proven."});
  CHECK(
      body ==
      "\n-- Proven.\n"
      "\n-- migrate:up\n"
      "\nCREATE TABLE a (id integer);\n"
      "\nCREATE INDEX i ON a (id);\n"
      "\nCREATE TABLE b (id integer);\n"
      "\n-- migrate:down\n"
      "\nDROP TABLE a;\n");
}

TEST_CASE("above a step stands what to know of it", "[engine][unit_text]") {
  CompiledStep step = step_of({"DROP TABLE a"});
  step.step.remark = "Because.";
  step.step.destroys = "table a and its rows";
  step.step.risks = {
      {.kind = autogenerate::RiskKind::set_not_null, .table = {.name = "a"}, .columns = {"b"}}};
  const std::string body = sql_body({.upgrade = {step}, .remark = "Proven."});
  CHECK(
      body.find("\n-- Because.\n-- DESTRUCTIVE: loses table a and its rows\n"
                "-- DECIDE: NULL in a.b stops this: fill it first, or leave the rows out (seen).\n"
                "DROP TABLE a;\n") != std::string::npos);
}

TEST_CASE("a remark of several lines stays a comment", "[engine][unit_text]") {
  const std::string body = sql_body({.remark = "Not proven: one\nDROP TABLE a;\n."});
  CHECK(body.starts_with("\n-- Not proven: one\n-- DROP TABLE a;\n-- .\n"));
}

TEST_CASE("a statement that ends in a comment is ended behind it", "[engine][unit_text]") {
  const std::string body = sql_body({.upgrade = {step_of({"SELECT 1 -- one"})}, .remark = "x"});
  CHECK(body.find("SELECT 1 -- one\n;\n") != std::string::npos);
}

TEST_CASE("a statement that would read as something else is refused", "[engine][unit_text]") {
  const auto statement = GENERATE(
      as<std::string>{}, "SELECT 1; SELECT 2", "SELECT 1,\n-- migrate:down\n2", "-- nothing");
  const Error error =
      error_of([&] { sql_body({.upgrade = {step_of({statement})}, .remark = "x"}); });
  CHECK(error.hint() == "generate a C++ unit: --format-unit cpp");
}

TEST_CASE("a unit in C++ has both functions", "[engine][unit_text]") {
  Rehearsal rehearsal{.remark = "Proven."};
  rehearsal.upgrade = {
      {.step = {.operation = operations::DropTable{.name = {.name = "a"}}, .destroys = "table a"},
       .statements = {"DROP TABLE a"}}};
  const std::string body =
      unit_body(rehearsal, {{}}, units::Format::cpp, testing::postgresql_syntax());
  CHECK(
      body ==
      "\n// Proven.\n"
      "\n#include <migrate/unit.hpp>\n"
      "\nusing namespace migrate;\n"
      "\nvoid upgrade(Operations& op) {\n"
      "  // DESTRUCTIVE: loses table a\n"
      "  op.drop_table(\"a\");\n"
      "}\n"
      "\nvoid downgrade(Operations& op) {\n"
      "}\n");
}

}  // namespace
}  // namespace migrate::engine
