#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/revision_map.hpp"

namespace migrate::graph {

/// An identifier as far as it is relative: `[branch@][symbol](+|-)N`.
struct RelativeTarget {
  enum class Way { up, down };

  std::string_view branch{};  // empty: none
  std::string_view symbol{};  // empty: relative to what is current
  Way way{Way::up};
  std::size_t steps{0};  // a number too large to count is the largest there is

  friend bool operator==(const RelativeTarget&, const RelativeTarget&) = default;
};

/// Takes a relative identifier apart; nothing when it is none. The symbol is made of letters,
/// digits, `_` and anything beyond ASCII, so `v1.0+1` is not relative.
std::optional<RelativeTarget> parse_relative(std::string_view text);

/// The part before the first `@` and the part behind it; an identifier without `@` has no branch.
struct BranchTarget {
  std::optional<std::string_view> branch{};
  std::string_view symbol{};
};
BranchTarget split_branch(std::string_view text);

/// The revision that a word means: an id, a label, or the unique beginning of either. A `branch`
/// narrows the search to its lineage. Errors: no_such_revision, ambiguous_revision, no_such_branch,
/// not_in_branch.
Index find_one(
    const RevisionMap& map, std::string_view word, std::optional<std::string_view> branch = {});

/// The revisions that an absolute identifier means: one for an id or label, `[branch@]head`;
/// several for `heads`; none for `base`. Errors: those of find_one; multiple_heads.
std::vector<Index> find_absolute(const RevisionMap& map, std::string_view target);

/// The revisions that rows of the version table stand for, by id or its unique beginning; never by
/// symbol or label. Errors: no_such_revision (what the database says is known to no unit).
std::vector<Index> find_rows(const RevisionMap& map, const std::vector<RevisionId>& rows);

enum class Via { parents, parents_and_dependencies };

/// Those of `candidates` that are `of`, an ancestor of it or a descendant.
std::vector<Index> in_lineage(
    const RevisionMap& map, const std::vector<Index>& candidates, Index of, Via via = Via::parents);

/// `start` and all their ancestors, or descendants, marked.
std::vector<bool> ancestors(const RevisionMap& map, const std::vector<Index>& start, Via via);
std::vector<bool> descendants(const RevisionMap& map, const std::vector<Index>& start, Via via);

/// Where a walk ends: a revision, or nothing for below the bases.
using Position = std::optional<Index>;

enum class Overrun { refuse, clamp };

/// `steps` down_revision edges up from `start` (nothing: from below the bases), on `branch` where
/// the way forks. Errors: ambiguous_walk; relative_out_of_range unless the end is to be clamped to
/// the last revision there is.
Position walk_up(
    const RevisionMap& map,
    Position start,
    const RelativeTarget& target,
    Overrun overrun = Overrun::refuse);

/// The same downwards; the step below a base ends at nothing. Errors: ambiguous_walk at a merge
/// point.
Position walk_down(
    const RevisionMap& map, Position start, std::size_t steps, Overrun overrun = Overrun::refuse);

/// The revisions that a target of `upgrade` means, relative ones included; `rows` is where `+N`
/// counts from. Errors: those of find_absolute and walk_up; ambiguous_current.
std::vector<Index> find_upgrade_targets(
    const RevisionMap& map,
    std::string_view target,
    const std::vector<Index>& rows,
    Overrun overrun = Overrun::refuse);

/// Where a downgrade ends (nothing: below the bases), and the branch that it keeps to.
struct DowngradeTarget {
  Position revision{};
  std::optional<Index> branch{};
};

/// What a target of `downgrade` means; `rows` is where `-N` counts from. Errors: as above.
DowngradeTarget find_downgrade_target(
    const RevisionMap& map, std::string_view target, const std::vector<Index>& rows);

/// Throws Error{overlapping_revisions} when one of the revisions is an ancestor of another.
void refuse_overlap(const RevisionMap& map, const std::vector<Index>& revisions);

/// Throws Error{invalid_range} for an identifier with a colon in it, Error{no_such_revision} for an
/// empty one.
void refuse_range(std::string_view target);

}  // namespace migrate::graph
