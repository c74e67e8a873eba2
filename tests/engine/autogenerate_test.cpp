#include "engine/autogenerate.hpp"

#include <string>
#include <vector>

#include "engine/model_bench.hpp"
#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::engine {
namespace {

using autogenerate::RenameCandidate;
using autogenerate::UndecidedRenames;
using Lines = std::vector<std::string>;

std::string any_dialect() {
  return GENERATE(from_range(testing::dialect_names()));
}

constexpr std::string_view old_account = "CREATE TABLE account (id integer NOT NULL, mail text)";
// Alike enough to be asked about, and not to be certain.
constexpr std::string_view new_account =
    "CREATE TABLE account (id integer NOT NULL, contact text, phone text)";

TEST_CASE("a database that is as declared has no difference", "[engine][autogenerate]") {
  ModelBench bench(any_dialect());
  bench.run(old_account);
  const auto comparison = bench.compare(old_account);
  CHECK(comparison.upgrade.changes.empty());
  CHECK(comparison.upgrade.steps.empty());
  CHECK(comparison.questions.empty());
}

TEST_CASE("a new table is one difference, and its way back another", "[engine][autogenerate]") {
  ModelBench bench(any_dialect());
  const auto comparison = bench.compare(old_account);
  CHECK(descriptions(comparison.upgrade) == Lines{"create table account"});
  CHECK(descriptions(way_back(comparison)) == Lines{"drop table account"});
}

TEST_CASE("an undecided new name is a question", "[engine][autogenerate]") {
  ModelBench bench(any_dialect());
  bench.run(old_account);
  const auto comparison = bench.compare(new_account);
  REQUIRE_FALSE(comparison.questions.empty());
  CHECK(comparison.questions[0].rename.from == "mail");
}

TEST_CASE("each question is asked until all are decided", "[engine][autogenerate]") {
  ModelBench bench(any_dialect());
  bench.run(old_account);
  Lines asked;
  const auto comparison = bench.compare(new_account, {.decide = [&](const RenameCandidate& one) {
                                          asked.push_back(one.rename.to);
                                          return one.rename.to == "phone";
                                        }});
  CHECK(comparison.questions.empty());
  REQUIRE_FALSE(asked.empty());
  CHECK(asked.back() == "phone");
  REQUIRE(comparison.renames.size() == 1);
  CHECK(comparison.live.tables[0].columns[1].name == "mail");
  CHECK(comparison.start().tables[0].columns[1].name == "phone");
}

TEST_CASE("what all questions are answered no to is dropped and added", "[engine][autogenerate]") {
  ModelBench bench(any_dialect());
  bench.run(old_account);
  const auto comparison =
      bench.compare(new_account, {.decide = [](const RenameCandidate&) { return false; }});
  CHECK(comparison.questions.empty());
  CHECK(comparison.renames.empty());
  CHECK(descriptions(comparison.upgrade).size() == 3);
}

TEST_CASE("a question that nobody answers stays one", "[engine][autogenerate]") {
  ModelBench bench(any_dialect());
  bench.run(old_account);
  int count = 0;
  const auto comparison = bench.compare(new_account, {.decide = [&](const RenameCandidate&) {
                                          ++count;
                                          return std::optional<bool>{};
                                        }});
  CHECK(count == 1);
  CHECK_FALSE(comparison.questions.empty());
}

TEST_CASE("a new name that was said is taken", "[engine][autogenerate]") {
  ModelBench bench(any_dialect());
  bench.run(old_account);
  const auto comparison = bench.compare(
      new_account, {.renames = {"account.mail=phone"}, .undecided = UndecidedRenames::refused});
  REQUIRE(comparison.renames.size() == 1);
  CHECK(comparison.assumed.empty());
  CHECK(error_of([&] {
          bench.compare(new_account, {.renames = {"account.male=phone"}});
        }).code() == ErrorCode::usage);
}

TEST_CASE("comments are compared where there are any", "[engine][autogenerate]") {
  ModelBench bench(any_dialect());
  CHECK(for_database({}, bench.database()).comments == bench.is_postgresql());
  CHECK(for_database({}, bench.database()).rebuilds_tables != bench.is_postgresql());
  CHECK_FALSE(for_database({.comments = false}, bench.database()).comments);
}

}  // namespace
}  // namespace migrate::engine
