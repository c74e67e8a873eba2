#include "graph/plan.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "graph/planner.hpp"
#include "graph/target.hpp"
#include "support/error.hpp"

namespace migrate::graph {
namespace {

Error invalid_downgrade(
    const RevisionMap& map, std::string_view target, const std::vector<Index>& rows) {
  std::vector<std::string> ids;
  std::ranges::transform(rows, std::back_inserter(ids), [&](Index i) { return map[i].id; });
  return {
      ErrorCode::invalid_downgrade_target,
      fmt::format(
          "`{}` is not below the current revisions: {}",
          target,
          ids.empty() ? "<base>" : fmt::format("{}", fmt::join(ids, ", "))),
      "`migrate history -i` shows what is applied"};
}

/// The lowest revisions that have to go.
std::vector<Index> find_roots(
    const RevisionMap& map,
    const DowngradeTarget& target,
    std::string_view text,
    const std::vector<Index>& rows) {
  std::vector<Index> roots;
  if (target.revision) {
    std::ranges::copy(map.children(*target.revision), std::back_inserter(roots));
  } else {
    roots = map.bases();
  }
  if (!target.branch || roots.size() <= 1) return roots;
  const auto below = ancestors(map, {*target.branch}, Via::parents);
  std::erase_if(roots, [&](Index root) { return !below[root]; });
  if (roots.empty()) throw invalid_downgrade(map, text, rows);
  return roots;
}

}  // namespace

Plan plan_upgrade(
    const RevisionMap& map, std::string_view target, const std::vector<RevisionId>& heads) {
  Planner planner(map, heads);
  const auto targets = find_upgrade_targets(map, target, planner.rows());
  refuse_overlap(map, targets);
  refuse_overlap(map, planner.rows());
  const auto required = ancestors(map, targets, Via::parents_and_dependencies);
  for (const Index index : map.topological_order()) {
    if (required[index] && !planner.applied().contains(index)) planner.upgrade(index);
  }
  return std::move(planner).plan();
}

Plan plan_downgrade(
    const RevisionMap& map, std::string_view target, const std::vector<RevisionId>& heads) {
  Planner planner(map, heads);
  const DowngradeTarget to = find_downgrade_target(map, target, planner.rows());
  const auto roots = find_roots(map, to, target, planner.rows());
  const auto above = descendants(map, roots, Via::parents_and_dependencies);
  const std::vector<Index> newest_first(
      map.topological_order().rbegin(), map.topological_order().rend());
  for (const Index index : newest_first) {
    if (above[index] && planner.applied().contains(index)) planner.downgrade(index);
  }
  const std::vector<Index> rows = planner.rows();
  Plan plan = std::move(planner).plan();
  const bool is_there = !to.revision || std::ranges::find(rows, *to.revision) != rows.end();
  if (plan.steps.empty() && !is_there) throw invalid_downgrade(map, target, rows);
  return plan;
}

namespace {

Error moved_meanwhile(const std::vector<RevisionId>& heads, ErrorCode code) {
  return {
      code,
      fmt::format(
          "somebody else has moved the database meanwhile; it is now at {}",
          heads.empty() ? "<base>" : fmt::format("{}", fmt::join(heads, ", "))),
      "look at `migrate current`, then run the command again"};
}

/// Takes a step unless it is done already; false when it fits the applied revisions no longer.
bool take(Planner& planner, const RevisionMap& map, const Step& step) {
  if (step.direction == Direction::stamp) return false;
  const Index index = *map.find(step.revision);
  const bool is_up = step.direction == Direction::upgrade;
  if (planner.applied().contains(index) == is_up) return true;
  if (is_up && !planner.applied().is_ready(index)) return false;
  if (!is_up && planner.applied().is_needed(index)) return false;
  if (is_up) {
    planner.upgrade(index);
  } else {
    planner.downgrade(index);
  }
  return true;
}

}  // namespace

Plan remaining(const RevisionMap& map, const Plan& plan, const std::vector<RevisionId>& heads) {
  if (sorted(heads) == plan.heads_before || plan.steps.empty()) return plan;
  if (sorted(heads) == plan.heads_after()) return Plan{.heads_before = sorted(heads)};
  const bool is_known =
      std::ranges::all_of(heads, [&](const RevisionId& row) { return map.find(row).has_value(); });
  if (!is_known) throw moved_meanwhile(heads, ErrorCode::unknown_database_revision);
  Planner planner(map, heads);
  for (const Step& step : plan.steps) {
    if (!take(planner, map, step)) throw moved_meanwhile(heads, ErrorCode::concurrent_change);
  }
  return std::move(planner).plan();
}

}  // namespace migrate::graph
