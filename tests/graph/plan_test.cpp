#include "graph/plan.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "graph/heads.hpp"
#include "graph/history.hpp"
#include "graph/target.hpp"
#include "random_graph.hpp"
#include "support/error.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"

namespace migrate::graph {
namespace {

using Ids = std::vector<RevisionId>;

Revision rev(const std::string& id, const Ids& down = {}, const Ids& depends_on = {}) {
  return {.id = id, .down_revisions = down, .depends_on = depends_on};
}

Ids revisions_of(const Plan& plan) {
  Ids ids;
  for (const Step& step : plan.steps)
    ids.push_back(step.revision);
  return ids;
}

std::vector<Index> indexes(const RevisionMap& map, const Ids& ids) {
  std::vector<Index> found;
  for (const RevisionId& id : ids)
    found.push_back(*map.find(id));
  return found;
}

/// The revisions of `ids` that no other one of them comes from: what the version table should hold.
Ids maximal(const RevisionMap& map, const std::set<Index>& applied) {
  Ids rows;
  for (const Index index : applied) {
    const auto above = descendants(map, {index}, Via::parents_and_dependencies);
    const bool is_needed =
        std::ranges::any_of(applied, [&](Index other) { return other != index && above[other]; });
    if (!is_needed) rows.push_back(map[index].id);
  }
  std::ranges::sort(rows);
  return rows;
}

RevisionMap diamond() {
  return RevisionMap({rev("a"), rev("b", {"a"}), rev("c", {"a"}), rev("m", {"b", "c"})});
}

TEST_CASE("an upgrade runs a branch to its end before the next one begins", "[graph]") {
  const RevisionMap map(
      {rev("a"), rev("b1", {"a"}), rev("b2", {"b1"}), rev("c1", {"a"}), rev("c2", {"c1"})});
  CHECK(revisions_of(plan_upgrade(map, "heads", {})) == Ids{"a", "b1", "b2", "c1", "c2"});
}

TEST_CASE("a merge replaces the rows of its parents by its own", "[graph]") {
  const Plan plan = plan_upgrade(diamond(), "head", {"b", "c"});
  REQUIRE(plan.steps.size() == 1);
  CHECK(plan.steps[0].removed_rows == Ids{"b", "c"});
  CHECK(plan.steps[0].added_rows == Ids{"m"});
  CHECK(plan.heads_after() == Ids{"m"});
}

TEST_CASE("a downgrade of a merge gives both parents back as rows", "[graph]") {
  const Plan plan = plan_downgrade(diamond(), "b", {"m"});
  CHECK(revisions_of(plan) == Ids{"m"});
  CHECK(plan.heads_after() == Ids{"b", "c"});
}

TEST_CASE("a downgrade below a dependency takes its dependents back first", "[graph]") {
  const RevisionMap map({rev("a1"), rev("a2", {"a1"}), rev("n1"), rev("n2", {"n1"}, {"a2"})});
  const Plan plan = plan_downgrade(map, "a1", {"n2"});
  CHECK(revisions_of(plan) == Ids{"n2", "a2"});
  CHECK(plan.heads_after() == Ids{"a1", "n1"});
}

TEST_CASE("an upgrade to what is applied already has no steps", "[graph]") {
  CHECK(plan_upgrade(diamond(), "b", {"m"}).steps.empty());
  CHECK(plan_upgrade(diamond(), "base", {"m"}).steps.empty());
}

TEST_CASE("a row that no unit has is named, with the way out", "[graph]") {
  const Error error = error_of([] { plan_upgrade(diamond(), "head", {"feedc0de"}); });
  CHECK(error.code() == ErrorCode::no_such_revision);
  CHECK(error.message().find("`feedc0de`") != std::string::npos);
  CHECK(error.hint().find("stamp --purge") != std::string::npos);
}

TEST_CASE("a row is never taken for a symbol", "[graph]") {
  CHECK(error_of([] {
          plan_upgrade(diamond(), "heads", {"head"});
        }).code() == ErrorCode::no_such_revision);
}

TEST_CASE(
    "a row that is the beginning of an id is changed under the text it is stored as", "[graph]") {
  const RevisionMap map({rev("aaaa1111"), rev("bbbb2222", {"aaaa1111"})});
  const Plan plan = plan_upgrade(map, "head", {"aaaa"});
  REQUIRE(plan.steps.size() == 1);
  CHECK(plan.steps[0].removed_rows == Ids{"aaaa"});
}

TEST_CASE("a mistyped revision is answered with the one that was meant", "[graph]") {
  const RevisionMap map({rev("3f2a91d0c6aa")});
  const Error error = error_of([&] { plan_upgrade(map, "3f2a91d0c6ab", {}); });
  CHECK(error.hint() == "did you mean `3f2a91d0c6aa`?");
}

TEST_CASE("a stamp replaces related rows and keeps the others", "[graph]") {
  const RevisionMap map({rev("a1"), rev("a2", {"a1"}), rev("z1")});
  CHECK(plan_stamp(map, {"a1"}, {"a2", "z1"}, Purge::no).heads_after() == Ids{"a1", "z1"});
  CHECK(plan_stamp(map, {"a1"}, {"unknown"}, Purge::yes).heads_after() == Ids{"a1"});
  CHECK(plan_stamp(map, {"a2"}, {"a2", "z1"}, Purge::no).steps.empty());
}

TEST_CASE("what is left of a plan is what nobody has done meanwhile", "[graph]") {
  const RevisionMap map = diamond();
  const Plan plan = plan_upgrade(map, "head", {});
  CHECK(remaining(map, plan, {}) == plan);
  CHECK(revisions_of(remaining(map, plan, {"b"})) == Ids{"c", "m"});
  CHECK(remaining(map, plan, {"m"}).steps.empty());
}

TEST_CASE("a plan does not go on over rows that it no longer fits", "[graph]") {
  const RevisionMap map = diamond();
  const Plan plan = plan_upgrade(map, "m", {"a"});
  CHECK(error_of([&] { remaining(map, plan, {}); }).code() == ErrorCode::concurrent_change);
  CHECK(error_of([&] {
          remaining(map, plan, {"feedc0de"});
        }).code() == ErrorCode::unknown_database_revision);
}

// The properties below hold for every graph: they are tried on many random ones.

std::vector<Index> joined(std::span<const Index> first, std::span<const Index> second) {
  std::vector<Index> result(first.begin(), first.end());
  result.insert(result.end(), second.begin(), second.end());
  return result;
}

/// Takes the steps of a plan on a set of applied revisions, checking that each fits.
void follow(const RevisionMap& map, const Plan& plan, std::set<Index>& applied) {
  for (const Step& step : plan.steps) {
    const Index index = *map.find(step.revision);
    const auto is_applied = [&](Index other) { return applied.contains(other); };
    if (step.direction == Direction::upgrade) {
      const auto needed = joined(map.parents(index), map.dependencies(index));
      REQUIRE(std::ranges::all_of(needed, is_applied));
      REQUIRE(applied.insert(index).second);
    } else {
      const auto needing = joined(map.children(index), map.dependents(index));
      REQUIRE(std::ranges::none_of(needing, is_applied));
      REQUIRE(applied.erase(index) == 1);
    }
    REQUIRE(step.heads_after == maximal(map, applied));
  }
}

TEST_CASE(
    "steps respect parents and dependencies, and rows are the maximal revisions",
    "[graph][property]") {
  std::mt19937 random(20261124);
  for (int round = 0; round < 150; ++round) {
    const RevisionMap map(random_graph(random, 2 + static_cast<std::size_t>(round) % 40));
    std::set<Index> applied;
    Ids rows;
    for (int move = 0; move < 8; ++move) {
      const RevisionId target = map[random() % map.size()].id;
      const bool is_applied = applied.contains(*map.find(target));
      INFO("round " << round << " move " << move << " target " << target);
      Plan plan;
      if (is_applied) {
        try {
          plan = plan_downgrade(map, target, rows);
        } catch (const Error& error) {
          REQUIRE(error.code() == ErrorCode::invalid_downgrade_target);
          continue;
        }
      } else {
        plan = plan_upgrade(map, target, rows);
      }
      follow(map, plan, applied);
      rows = plan.heads_after();
      if (!is_applied) REQUIRE(applied.contains(*map.find(target)));
      REQUIRE(is_at_head(map, rows) == (applied.size() == map.size()));
    }
  }
}

TEST_CASE(
    "upgrading to the heads and downgrading to the base returns to no rows", "[graph][property]") {
  std::mt19937 random(7);
  for (int round = 0; round < 100; ++round) {
    const RevisionMap map(random_graph(random, 1 + static_cast<std::size_t>(round) % 60));
    const Plan up = plan_upgrade(map, "heads", {});
    REQUIRE(up.steps.size() == map.size());
    const Plan down = plan_downgrade(map, "base", up.heads_after());
    REQUIRE(down.steps.size() == map.size());
    REQUIRE(down.heads_after().empty());
  }
}

TEST_CASE("taking back what an upgrade did returns the same rows", "[graph][property]") {
  std::mt19937 random(99);
  for (int round = 0; round < 150; ++round) {
    const RevisionMap map(random_graph(random, 3 + static_cast<std::size_t>(round) % 40));
    const Ids before = plan_upgrade(map, map[random() % map.size()].id, {}).heads_after();
    const Plan up = plan_upgrade(map, map[random() % map.size()].id, before);
    AppliedSet applied(map, indexes(map, up.heads_after()));
    const std::vector<Step> newest_first(up.steps.rbegin(), up.steps.rend());
    for (const Step& step : newest_first)
      applied.take_back(*map.find(step.revision));
    REQUIRE(applied.rows() == before);
  }
}

TEST_CASE("planning twice gives the same plan", "[graph][property]") {
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    const auto revisions = random_graph(random, 30);
    REQUIRE(
        plan_upgrade(RevisionMap(revisions), "heads", {}) ==
        plan_upgrade(RevisionMap(revisions), "heads", {}));
  }
}

TEST_CASE("a graph 20,000 revisions deep is planned without recursion", "[graph]") {
  std::vector<Revision> revisions{rev("r0")};
  for (int i = 1; i < 20'000; ++i) {
    revisions.push_back(rev("r" + std::to_string(i), {"r" + std::to_string(i - 1)}));
  }
  std::ranges::reverse(revisions);
  CHECK(plan_upgrade(RevisionMap(revisions), "head", {}).steps.size() == 20'000);
}

}  // namespace
}  // namespace migrate::graph
