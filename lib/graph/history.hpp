#pragma once

#include <string_view>
#include <vector>

#include "graph/revision_map.hpp"

namespace migrate::graph {

/// Every revision, newest first: each before what it comes from.
std::vector<Index> history(const RevisionMap& map);

/// The revisions of a range `a:b`, `a:`, `:b`, both ends included, newest first. `current` in it
/// means `heads`. Errors: invalid_range, range_not_ancestor, those of the identifiers.
std::vector<Index> history(
    const RevisionMap& map, std::string_view range, const std::vector<RevisionId>& heads);

/// Whether a range mentions the database ("current"), so that a connection is needed.
bool mentions_current(std::string_view text);

/// The revisions that `show` and `edit` mean by an identifier: several for `heads`, none for
/// `base`.
std::vector<Index> find_all(
    const RevisionMap& map, std::string_view target, const std::vector<RevisionId>& heads);

/// The rows and the branch tips that they imply through depends_on. Errors:
/// unknown_database_revision.
std::vector<Index> current(const RevisionMap& map, const std::vector<RevisionId>& heads);

/// Whether nothing is left to apply.
bool is_at_head(const RevisionMap& map, const std::vector<RevisionId>& heads);

/// Whether each revision is applied when the rows are `heads`; rows that no unit has are passed
/// over.
std::vector<bool> applied(const RevisionMap& map, const std::vector<RevisionId>& heads);

/// The revisions that a new unit comes after: `head` (the only one), `heads`, ids, labels,
/// `label@head`, `base` (none). `splice` allows one that is no head. Errors: multiple_heads,
/// not_a_head, those of the identifiers.
enum class Splice { no, yes };
std::vector<Index> find_down_revisions(
    const RevisionMap& map, const std::vector<std::string>& targets, Splice splice);

}  // namespace migrate::graph
