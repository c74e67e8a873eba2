#include <algorithm>
#include <iterator>
#include <set>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "graph/target.hpp"
#include "support/error.hpp"

namespace migrate::graph {
namespace {

bool is_exact(const RevisionMap& map, std::string_view target) {
  return map.find(target) || map.find_label(target);
}

/// The relative form of a target, unless it is an id or label as it stands.
std::optional<RelativeTarget> find_relative(const RevisionMap& map, std::string_view target) {
  if (is_exact(map, target)) return std::nullopt;
  const auto relative = parse_relative(target);
  const auto branch = split_branch(target).branch;
  if (!relative && branch && parse_relative(*branch)) {
    throw Error(
        ErrorCode::ambiguous_revision,
        fmt::format(
            "`{}` can be read in two ways: `{}` may be a label, or a relative target",
            target,
            *branch),
        "name the revision itself");
  }
  return relative;
}

Error wrong_way(std::string_view target, std::string_view verb) {
  return {
      ErrorCode::relative_out_of_range,
      fmt::format("`{}` leads nowhere in {}", target, verb),
      "upgrade takes +N, downgrade takes -N; with a revision before it either takes both"};
}

std::vector<Index> as_list(Position position) {
  return position ? std::vector<Index>{*position} : std::vector<Index>{};
}

/// The one revision that a symbol with a number behind it starts from; nothing for `base`.
Position find_start(const RevisionMap& map, const RelativeTarget& target) {
  const std::string symbol = target.branch.empty() || target.way == RelativeTarget::Way::up
                                 ? std::string(target.symbol)
                                 : fmt::format("{}@{}", target.branch, target.symbol);
  const auto found = find_absolute(map, symbol);
  if (found.size() > 1) {
    throw Error(
        ErrorCode::multiple_heads,
        fmt::format("`{}` is {} revisions, and one is wanted here", target.symbol, found.size()),
        "name one of them");
  }
  return found.empty() ? Position{} : Position{found.front()};
}

/// The revisions of `among` that no other of them comes after.
std::vector<Index> tips(const RevisionMap& map, const std::vector<Index>& among) {
  std::set<Index> result(among.begin(), among.end());
  for (const Index index : among) {
    for (const Index below : map.parents(index))
      result.erase(below);
    for (const Index below : map.dependencies(index))
      result.erase(below);
  }
  return {result.begin(), result.end()};
}

/// What `branch@+N` counts from: the row on the branch, else the tips of what is applied on it,
/// else nothing.
std::vector<Index> find_current(
    const RevisionMap& map, const std::vector<Index>& rows, std::string_view branch) {
  if (branch.empty()) return rows;
  const Index of = find_one(map, branch);
  auto found = in_lineage(map, rows, of);
  if (!found.empty()) return found;
  const auto is_applied = ancestors(map, rows, Via::parents_and_dependencies);
  std::vector<Index> applied;
  for (Index i = 0; i < map.size(); ++i) {
    if (is_applied[i]) applied.push_back(i);
  }
  return tips(map, in_lineage(map, applied, of));
}

/// The row that `-N` or `branch@-N` counts from.
Index find_downgrade_start(
    const RevisionMap& map,
    const std::vector<Index>& rows,
    std::string_view target,
    std::string_view branch) {
  std::vector<Index> start = rows;
  if (!branch.empty()) {
    const Index of = find_one(map, branch);
    start = in_lineage(map, rows, of);
    if (start.empty()) {
      std::vector<Index> applied;
      const auto marks = ancestors(map, rows, Via::parents_and_dependencies);
      for (Index i = 0; i < map.size(); ++i) {
        const auto children = map.children(i);
        const bool is_tip =
            std::ranges::none_of(children, [&](Index child) { return marks[child]; });
        if (marks[i] && is_tip) applied.push_back(i);
      }
      start = in_lineage(map, applied, of);
    }
  }
  if (start.empty()) {
    throw Error(
        ErrorCode::relative_out_of_range,
        fmt::format(
            "`{}` leads nowhere: nothing{} is applied",
            target,
            branch.empty() ? "" : " on that branch"));
  }
  if (start.size() == 1) return start.front();
  std::vector<std::string> ids;
  std::ranges::transform(start, std::back_inserter(ids), [&](Index i) { return map[i].id; });
  throw Error(
      ErrorCode::ambiguous_current,
      fmt::format("`{}` is ambiguous: the database is at {}", target, fmt::join(ids, ", ")),
      "name a branch: `label@-1`, or the revision to go to");
}

}  // namespace

std::vector<Index> find_upgrade_targets(
    const RevisionMap& map,
    std::string_view target,
    const std::vector<Index>& rows,
    Overrun overrun) {
  const auto relative = find_relative(map, target);
  if (!relative) return find_absolute(map, target);
  const bool up = relative->way == RelativeTarget::Way::up;
  if (!relative->symbol.empty()) {
    const Position start = find_start(map, *relative);
    if (up) return as_list(walk_up(map, start, *relative, overrun));
    const Position end = walk_down(map, start, relative->steps, overrun);
    if (!end && overrun == Overrun::refuse)
      throw wrong_way(target, "upgrade: it is below the base");
    return as_list(end);
  }
  if (!up || relative->steps == 0) throw wrong_way(target, "upgrade");
  const auto start = find_current(map, rows, relative->branch);
  if (start.size() > 1) {
    throw Error(
        ErrorCode::ambiguous_current,
        fmt::format("`{}` is ambiguous: the database is at {} revisions", target, start.size()),
        "name a branch: `label@+1`");
  }
  return as_list(
      walk_up(map, start.empty() ? Position{} : Position{start.front()}, *relative, overrun));
}

DowngradeTarget find_downgrade_target(
    const RevisionMap& map, std::string_view target, const std::vector<Index>& rows) {
  const auto relative = find_relative(map, target);
  if (!relative) {
    DowngradeTarget result;
    const auto found = find_absolute(map, target);
    if (found.size() > 1) {
      throw Error(
          ErrorCode::multiple_heads,
          fmt::format("`{}` is {} revisions, and one is wanted here", target, found.size()),
          "name one of them");
    }
    if (!found.empty()) result.revision = found.front();
    if (const auto branch = split_branch(target).branch) result.branch = find_one(map, *branch);
    return result;
  }
  DowngradeTarget result;
  if (!relative->branch.empty()) result.branch = find_one(map, relative->branch);
  if (!relative->symbol.empty()) {
    const Position start = find_start(map, *relative);
    result.revision = relative->way == RelativeTarget::Way::up
                          ? walk_up(map, start, *relative)
                          : walk_down(map, start, relative->steps);
    return result;
  }
  if (relative->way == RelativeTarget::Way::up || relative->steps == 0) {
    throw wrong_way(target, "downgrade");
  }
  const Index start = find_downgrade_start(map, rows, target, relative->branch);
  if (!result.branch) result.branch = start;
  result.revision = walk_down(map, start, relative->steps);
  return result;
}

}  // namespace migrate::graph
