#include "graph/plan.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "graph/heads.hpp"
#include "graph/target.hpp"
#include "support/error.hpp"

namespace migrate::graph {
namespace {

std::vector<RevisionId> sorted(std::vector<RevisionId> rows) {
  std::ranges::sort(rows);
  return rows;
}

/// Takes steps one after the other and notes what each does to the rows.
class Planner final {
 public:
  Planner(const RevisionMap& map, const std::vector<RevisionId>& heads)
      : map_(map), rows_(find_rows(map, heads)), applied_(map, rows_) {
    plan_.heads_before = sorted(heads);
    for (std::size_t i = 0; i < heads.size(); ++i) {
      if (heads[i] != map[rows_[i]].id) stored_as_.emplace(map[rows_[i]].id, heads[i]);
    }
  }

  const std::vector<Index>& rows() const { return rows_; }
  const AppliedSet& applied() const { return applied_; }

  void upgrade(Index index) {
    applied_.apply(index);
    add(index, Direction::upgrade);
  }

  void downgrade(Index index) {
    applied_.take_back(index);
    add(index, Direction::downgrade);
  }

  Plan plan() && { return std::move(plan_); }

 private:
  void add(Index index, Direction direction) {
    Step step{.revision = map_[index].id, .direction = direction};
    const std::vector<RevisionId>& before = plan_.heads_after();
    std::vector<RevisionId> after = as_stored(applied_.rows());
    std::ranges::set_difference(before, after, std::back_inserter(step.removed_rows));
    std::ranges::set_difference(after, before, std::back_inserter(step.added_rows));
    for (const RevisionId& row : step.removed_rows) {
      std::erase_if(stored_as_, [&](const auto& entry) { return entry.second == row; });
    }
    step.heads_after = std::move(after);
    plan_.steps.push_back(std::move(step));
  }

  /// Rows that the table holds as the beginning of an id stay as they are until they go.
  std::vector<RevisionId> as_stored(std::vector<RevisionId> ids) const {
    if (stored_as_.empty()) return ids;
    for (RevisionId& id : ids) {
      if (const auto stored = stored_as_.find(id); stored != stored_as_.end()) id = stored->second;
    }
    return sorted(std::move(ids));
  }

  const RevisionMap& map_;
  std::vector<Index> rows_;
  AppliedSet applied_;
  std::map<RevisionId, RevisionId> stored_as_{};
  Plan plan_{};
};

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
  const auto order = map.topological_order();
  for (auto index = order.rbegin(); index != order.rend(); ++index) {
    if (above[*index] && planner.applied().contains(*index)) planner.downgrade(*index);
  }
  Plan plan = std::move(planner).plan();
  const auto& rows = planner.rows();
  const bool is_there = !to.revision || std::ranges::find(rows, *to.revision) != rows.end();
  if (plan.steps.empty() && !is_there) throw invalid_downgrade(map, target, rows);
  return plan;
}

namespace {

/// What one target of a stamp means: the revisions to record, and those whose lineage gives way to
/// them.
struct StampTarget {
  std::vector<Index> revisions{};
  std::vector<Index> lineages{};
  bool is_everything{false};  // plain `base`
};

StampTarget find_stamp_target(const RevisionMap& map, std::string_view text) {
  StampTarget target;
  target.revisions = find_absolute(map, text);
  target.lineages = target.revisions;
  const auto branch = split_branch(text).branch;
  if (branch && target.revisions.empty()) target.lineages.push_back(find_one(map, *branch));
  target.is_everything = target.lineages.empty();
  return target;
}

void record(Plan& plan, const RevisionId& revision, std::set<RevisionId> rows) {
  const auto& before = plan.heads_after();
  Step step{.revision = revision, .direction = Direction::stamp};
  std::ranges::set_difference(before, rows, std::back_inserter(step.removed_rows));
  std::ranges::set_difference(rows, before, std::back_inserter(step.added_rows));
  if (step.removed_rows.empty() && step.added_rows.empty()) return;
  step.heads_after.assign(rows.begin(), rows.end());
  plan.steps.push_back(std::move(step));
}

}  // namespace

Plan plan_stamp(
    const RevisionMap& map,
    const std::vector<std::string>& targets,
    const std::vector<RevisionId>& heads,
    Purge purge) {
  Plan plan{.heads_before = sorted(heads)};
  const auto known = purge == Purge::yes ? std::vector<Index>{} : find_rows(map, heads);
  std::vector<StampTarget> wanted;
  std::vector<Index> revisions;
  for (const std::string& text : targets) {
    wanted.push_back(find_stamp_target(map, text));
    std::ranges::copy(wanted.back().revisions, std::back_inserter(revisions));
  }
  refuse_overlap(map, revisions);

  std::set<RevisionId> rows;
  for (std::size_t i = 0; i < known.size(); ++i)
    rows.insert(heads[i]);
  std::set<RevisionId> recorded;
  for (const StampTarget& target : wanted) {
    for (std::size_t i = 0; i < known.size(); ++i) {
      const bool is_related =
          target.is_everything || std::ranges::any_of(target.lineages, [&](Index of) {
            return !in_lineage(map, {known[i]}, of, Via::parents_and_dependencies).empty();
          });
      if (is_related && !recorded.contains(heads[i])) rows.erase(heads[i]);
    }
    for (const Index index : target.revisions) {
      rows.insert(map[index].id);
      recorded.insert(map[index].id);
      if (target.revisions.size() > 1) continue;
      record(plan, map[index].id, rows);
    }
    if (target.revisions.size() != 1) {
      record(plan, target.revisions.empty() ? "" : map[target.revisions.back()].id, rows);
    }
  }
  return plan;
}

Plan remaining(const RevisionMap& map, const Plan& plan, const std::vector<RevisionId>& heads) {
  if (sorted(heads) == plan.heads_before || plan.steps.empty()) return plan;
  if (sorted(heads) == plan.heads_after()) return Plan{.heads_before = sorted(heads)};
  const Error changed(
      ErrorCode::concurrent_change,
      fmt::format(
          "somebody else has moved the database meanwhile; it is now at {}",
          heads.empty() ? "<base>" : fmt::format("{}", fmt::join(heads, ", "))),
      "look at `migrate current`, then run the command again");
  const bool is_known =
      std::ranges::all_of(heads, [&](const RevisionId& row) { return map.find(row).has_value(); });
  if (!is_known) throw changed.with_code(ErrorCode::unknown_database_revision);
  Planner planner(map, heads);
  for (const Step& step : plan.steps) {
    if (step.direction == Direction::stamp) throw changed;
    const Index index = *map.find(step.revision);
    const bool is_applied = planner.applied().contains(index);
    if (step.direction == Direction::upgrade && !is_applied) {
      if (!planner.applied().is_ready(index)) throw changed;
      planner.upgrade(index);
    }
    if (step.direction == Direction::downgrade && is_applied) {
      if (planner.applied().is_needed(index)) throw changed;
      planner.downgrade(index);
    }
  }
  return std::move(planner).plan();
}

}  // namespace migrate::graph
