#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "graph/plan.hpp"
#include "graph/planner.hpp"
#include "graph/target.hpp"

namespace migrate::graph {
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

bool is_related(const RevisionMap& map, Index row, const StampTarget& target) {
  return target.is_everything || std::ranges::any_of(target.lineages, [&](Index of) {
           return !in_lineage(map, {row}, of, Via::parents_and_dependencies).empty();
         });
}

/// A row that stood in the table before.
struct Row {
  RevisionId stored_as{};
  Index index{0};
};

/// The rows of the table while targets are recorded one after the other.
class Stamper final {
 public:
  Stamper(const RevisionMap& map, const std::vector<RevisionId>& heads, Purge purge) : map_(map) {
    plan_.heads_before = sorted(heads);
    if (purge == Purge::yes) return;
    const auto known = find_rows(map, heads);
    for (std::size_t i = 0; i < known.size(); ++i)
      before_.push_back({heads[i], known[i]});
    rows_.insert(heads.begin(), heads.end());
  }

  /// The target's revisions become rows, one step each; `heads` and `base` are one step in all.
  void record(const StampTarget& target) {
    for (const Row& row : before_) {
      if (is_related(map_, row.index, target) && !recorded_.contains(row.stored_as)) {
        rows_.erase(row.stored_as);
      }
    }
    for (const Index index : target.revisions) {
      rows_.insert(map_[index].id);
      recorded_.insert(map_[index].id);
    }
    add_step(target.revisions.empty() ? RevisionId{} : map_[target.revisions.back()].id);
  }

  Plan plan() && { return std::move(plan_); }

 private:
  void add_step(const RevisionId& revision) {
    const auto& before = plan_.heads_after();
    Step step{.revision = revision, .direction = Direction::stamp};
    std::ranges::set_difference(before, rows_, std::back_inserter(step.removed_rows));
    std::ranges::set_difference(rows_, before, std::back_inserter(step.added_rows));
    if (step.removed_rows.empty() && step.added_rows.empty()) return;
    step.heads_after.assign(rows_.begin(), rows_.end());
    plan_.steps.push_back(std::move(step));
  }

  const RevisionMap& map_;
  std::vector<Row> before_{};
  std::set<RevisionId> rows_{};
  std::set<RevisionId> recorded_{};
  Plan plan_{};
};

}  // namespace

Plan plan_stamp(
    const RevisionMap& map,
    const std::vector<std::string>& targets,
    const std::vector<RevisionId>& heads,
    Purge purge) {
  Stamper stamper(map, heads, purge);
  std::vector<StampTarget> wanted;
  std::vector<Index> revisions;
  for (const std::string& text : targets) {
    wanted.push_back(find_stamp_target(map, text));
    std::ranges::copy(wanted.back().revisions, std::back_inserter(revisions));
  }
  refuse_overlap(map, revisions);
  for (const StampTarget& target : wanted)
    stamper.record(target);
  return std::move(stamper).plan();
}

}  // namespace migrate::graph
