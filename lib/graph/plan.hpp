#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_map.hpp"

namespace migrate::graph {

enum class Direction { upgrade, downgrade, stamp };

/// One revision applied, taken back, or only recorded.
struct Step {
  RevisionId revision{};  // a stamp to base: empty
  Direction direction{Direction::upgrade};
  /// Rows of the version table that go and come. The rows are always the maximal applied revisions.
  std::vector<RevisionId> removed_rows{};
  std::vector<RevisionId> added_rows{};
  std::vector<RevisionId> heads_after{};  // sorted

  friend bool operator==(const Step&, const Step&) = default;
};

/// What a command will do, in order.
struct Plan {
  std::vector<RevisionId> heads_before{};  // sorted
  std::vector<Step> steps{};

  /// The rows when all is done.
  const std::vector<RevisionId>& heads_after() const {
    return steps.empty() ? heads_before : steps.back().heads_after;
  }

  friend bool operator==(const Plan&, const Plan&) = default;
};

/// The steps from the rows `heads` to `target` (any identifier form but `current` and ranges).
/// Nothing to do is an empty plan. Errors: those of the identifier; unknown_database_revision for a
/// row that no unit has; overlapping_revisions when a row is an ancestor of another.
Plan plan_upgrade(
    const RevisionMap& map, std::string_view target, const std::vector<RevisionId>& heads);

/// As plan_upgrade, downwards. Errors beside: invalid_downgrade_target.
Plan plan_downgrade(
    const RevisionMap& map, std::string_view target, const std::vector<RevisionId>& heads);

enum class Purge { no, yes };

/// Records `targets` without running anything: rows related to a target are replaced by it, others
/// stay; with Purge::yes every row goes first, unknown ones too.
Plan plan_stamp(
    const RevisionMap& map,
    const std::vector<std::string>& targets,
    const std::vector<RevisionId>& heads,
    Purge purge);

/// What is left of `plan` when the rows have meanwhile become `heads`: its steps that are not done
/// yet. Errors: concurrent_change when the rest no longer fits the rows.
Plan remaining(const RevisionMap& map, const Plan& plan, const std::vector<RevisionId>& heads);

}  // namespace migrate::graph
