#pragma once

#include <map>
#include <string>
#include <vector>

#include "graph/revision_map.hpp"

namespace migrate::graph {

/// The applied revisions while steps are taken, and with them the rows of the version table: the
/// maximal ones, those that no other applied revision comes from, be it by down_revision or
/// depends_on.
class AppliedSet final {
 public:
  /// From the rows as they stand in the table.
  AppliedSet(const RevisionMap& map, const std::vector<Index>& rows);

  bool contains(Index index) const { return applied_[index]; }
  /// Whether an applied revision comes from it.
  bool is_needed(Index index) const { return successors_[index] > 0; }
  /// Whether everything that it comes from is applied.
  bool is_ready(Index index) const;

  void apply(Index index);
  void take_back(Index index);

  /// The rows now, in order of text.
  std::vector<RevisionId> rows() const;

 private:
  std::vector<Index> needs(Index index) const;

  const RevisionMap& map_;
  std::vector<bool> applied_;
  std::vector<std::size_t> successors_;
  std::map<RevisionId, Index> rows_{};
};

}  // namespace migrate::graph
