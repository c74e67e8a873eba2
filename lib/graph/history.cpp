#include "graph/history.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "graph/heads.hpp"
#include "graph/target.hpp"
#include "support/error.hpp"
#include "support/text.hpp"

namespace migrate::graph {
namespace {

constexpr std::string_view current_word = "current";

struct Range {
  std::string_view begin{};
  std::string_view end{};
};

Range parse_range(std::string_view text) {
  text = support::trim(text);
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) {
    throw Error(
        ErrorCode::invalid_range,
        fmt::format("`{}` is no range", text),
        "a range is START:END, START: or :END");
  }
  return {.begin = text.substr(0, colon), .end = text.substr(colon + 1)};
}

/// `-N` or `branch@-N` as `show` and the start of a range take it.
std::optional<RelativeTarget> parse_backwards(const RevisionMap& map, std::string_view text) {
  if (map.find(text) || map.find_label(text)) return std::nullopt;
  const auto relative = parse_relative(text);
  if (!relative || !relative->symbol.empty()) return std::nullopt;
  if (relative->way == RelativeTarget::Way::up) return std::nullopt;
  return relative;
}

/// Where `-N` ends, from each of `start`; two of them may end at the same revision.
std::vector<Index> go_back(
    const RevisionMap& map,
    std::vector<Index> start,
    const RelativeTarget& target,
    Overrun overrun) {
  if (!target.branch.empty()) start = in_lineage(map, start, find_one(map, target.branch));
  std::vector<Index> found;
  for (const Index from : start) {
    const Position at = walk_down(map, from, target.steps, overrun);
    if (at) found.push_back(*at);
    if (!at && overrun == Overrun::refuse) {
      throw Error(
          ErrorCode::relative_out_of_range,
          fmt::format("there are not {} revisions below `{}`", target.steps, map[from].id),
          "`migrate history` shows how many there are");
    }
  }
  return found;
}

std::vector<Index> range_begin(
    const RevisionMap& map, const Range& range, const std::vector<RevisionId>& heads) {
  if (range.begin.empty()) return {};
  const bool ends_at_current = range.end == current_word;
  // `current` at both ends is refused, as Alembic does: a range of one place is a slip.
  if (range.begin == current_word && !ends_at_current) return find_rows(map, heads);
  const auto back = parse_backwards(map, range.begin);
  if (!back) return find_absolute(map, range.begin);
  // `-3:current` counts from the database, and from further back than there is means from the base.
  if (ends_at_current && !heads.empty()) {
    return go_back(map, find_rows(map, heads), *back, Overrun::clamp);
  }
  return go_back(map, map.effective_heads(), *back, Overrun::refuse);
}

std::vector<Index> range_end(
    const RevisionMap& map,
    const Range& range,
    const std::vector<Index>& begin,
    const std::vector<RevisionId>& heads) {
  if (range.end.empty()) return map.effective_heads();
  if (range.end != current_word) {
    return find_upgrade_targets(map, range.end, begin, Overrun::clamp);
  }
  if (heads.empty() && !range.begin.empty()) return map.effective_heads();
  return find_rows(map, heads);
}

std::vector<Index> newest_first(const RevisionMap& map, const std::vector<bool>& chosen) {
  std::vector<Index> result;
  const auto order = map.topological_order();
  std::copy_if(
      order.rbegin(), order.rend(), std::back_inserter(result), [&](Index i) { return chosen[i]; });
  return result;
}

}  // namespace

std::vector<Index> history(const RevisionMap& map) {
  return newest_first(map, std::vector<bool>(map.size(), true));
}

std::vector<Index> history(
    const RevisionMap& map, std::string_view range, const std::vector<RevisionId>& heads) {
  const Range ends = parse_range(range);
  const auto begin = range_begin(map, ends, heads);
  auto end = range_end(map, ends, begin, heads);
  if (const auto branch = split_branch(ends.begin).branch) {
    end = in_lineage(map, end, find_one(map, *branch));
  }
  refuse_overlap(map, end);
  refuse_overlap(map, begin);
  auto chosen = ancestors(map, end, Via::parents_and_dependencies);
  for (const Index index : begin) {
    if (chosen[index]) continue;
    throw Error(
        ErrorCode::range_not_ancestor,
        fmt::format("in the range `{}` the end does not come from the start", range),
        "write the older revision first: START:END");
  }
  if (begin.empty()) return newest_first(map, chosen);
  const auto above = descendants(map, begin, Via::parents);
  for (Index i = 0; i < map.size(); ++i)
    chosen[i] = chosen[i] && above[i];
  return newest_first(map, chosen);
}

bool mentions_current(std::string_view text) {
  if (text == current_word) return true;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return false;
  return support::trim(text.substr(0, colon)) == current_word ||
         support::trim(text.substr(colon + 1)) == current_word;
}

std::vector<Index> find_all(
    const RevisionMap& map, std::string_view target, const std::vector<RevisionId>& heads) {
  if (target == current_word) return find_rows(map, heads);
  const auto back = parse_backwards(map, target);
  if (!back) return find_absolute(map, target);
  auto found = go_back(map, map.effective_heads(), *back, Overrun::refuse);
  if (!found.empty()) return found;
  throw Error(
      ErrorCode::no_such_revision,
      fmt::format("`{}` names no revision: no head is on that branch", target),
      "`migrate heads` lists the heads");
}

std::vector<Index> current(const RevisionMap& map, const std::vector<RevisionId>& heads) {
  const AppliedSet applied(map, find_rows(map, heads));
  std::vector<Index> found;
  for (Index i = 0; i < map.size(); ++i) {
    const bool is_tip =
        std::ranges::none_of(map.children(i), [&](Index child) { return applied.contains(child); });
    if (applied.contains(i) && is_tip) found.push_back(i);
  }
  return found;
}

bool is_at_head(const RevisionMap& map, const std::vector<RevisionId>& heads) {
  const AppliedSet applied(map, find_rows(map, heads));
  return std::ranges::all_of(
      map.effective_heads(), [&](Index head) { return applied.contains(head); });
}

std::vector<bool> applied(const RevisionMap& map, const std::vector<RevisionId>& heads) {
  std::vector<Index> known;
  for (const RevisionId& row : heads) {
    if (const auto index = map.find(row)) known.push_back(*index);
  }
  return ancestors(map, known, Via::parents_and_dependencies);
}

std::vector<Index> find_down_revisions(
    const RevisionMap& map, const std::vector<std::string>& targets, Splice splice) {
  std::vector<Index> found;
  for (const std::string& target : targets) {
    std::ranges::copy(find_absolute(map, target), std::back_inserter(found));
  }
  for (const Index index : found) {
    if (std::ranges::count(found, index) > 1) {
      throw Error(ErrorCode::usage, fmt::format("the revision `{}` is named twice", map[index].id));
    }
    if (map.is_head(index) || splice == Splice::yes) continue;
    throw Error(
        ErrorCode::not_a_head,
        fmt::format("the revision `{}` is no head: another one comes after it", map[index].id),
        "add --splice to begin a new branch there");
  }
  return found;
}

}  // namespace migrate::graph
