#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "graph/heads.hpp"
#include "graph/plan.hpp"
#include "graph/target.hpp"

namespace migrate::graph {

/// In order of text, as plans hold rows.
inline std::vector<RevisionId> sorted(std::vector<RevisionId> rows) {
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

}  // namespace migrate::graph
