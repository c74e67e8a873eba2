#include "graph/heads.hpp"

#include <algorithm>
#include <iterator>

#include "graph/order.hpp"

namespace migrate::graph {

AppliedSet::AppliedSet(const RevisionMap& map, const std::vector<Index>& rows)
    : map_(map), applied_(map.size(), false), successors_(map.size(), 0) {
  std::vector<Index> todo = rows;
  while (!todo.empty()) {
    const Index index = todo.back();
    todo.pop_back();
    if (applied_[index]) continue;
    applied_[index] = true;
    for (const Index needed : needs(index)) {
      ++successors_[needed];
      todo.push_back(needed);
    }
  }
  for (Index i = 0; i < map.size(); ++i) {
    if (applied_[i] && !is_needed(i)) rows_.emplace(map[i].id, i);
  }
}

std::vector<Index> AppliedSet::needs(Index index) const {
  const auto parents = map_.parents(index);
  std::vector<Index> result(parents.begin(), parents.end());
  std::ranges::copy_if(map_.dependencies(index), std::back_inserter(result), [&](Index needed) {
    return std::ranges::find(parents, needed) == parents.end();
  });
  return result;
}

bool AppliedSet::is_ready(Index index) const {
  return std::ranges::all_of(needs(index), [this](Index needed) { return contains(needed); });
}

void AppliedSet::apply(Index index) {
  applied_[index] = true;
  for (const Index needed : needs(index)) {
    if (successors_[needed]++ == 0) rows_.erase(map_[needed].id);
  }
  rows_.emplace(map_[index].id, index);
}

void AppliedSet::take_back(Index index) {
  applied_[index] = false;
  rows_.erase(map_[index].id);
  for (const Index needed : needs(index)) {
    if (--successors_[needed] == 0) rows_.emplace(map_[needed].id, needed);
  }
}

std::vector<RevisionId> AppliedSet::rows() const {
  std::vector<RevisionId> result;
  result.reserve(rows_.size());
  std::ranges::transform(
      rows_, std::back_inserter(result), [](const auto& row) { return row.first; });
  return result;
}

}  // namespace migrate::graph
