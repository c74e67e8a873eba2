#include "graph/target.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <iterator>
#include <limits>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "graph/order.hpp"
#include "support/error.hpp"
#include "support/suggest.hpp"
#include "support/text.hpp"

namespace migrate::graph {
namespace {

/// Ids and labels of this length or shorter are never found by their beginning.
constexpr std::size_t too_short_for_prefix = 3;

bool is_word_character(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0 || c == '_';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t parse_steps(std::string_view digits) {
  std::size_t steps = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), steps);
  return result.ec == std::errc{} ? steps : std::numeric_limits<std::size_t>::max();
}

std::vector<std::string> ids_of(const RevisionMap& map, const std::vector<Index>& revisions) {
  std::vector<std::string> ids;
  std::ranges::transform(revisions, std::back_inserter(ids), [&](Index i) { return map[i].id; });
  return ids;
}

/// Every word that can be typed for a revision.
std::vector<std::string> all_names(const RevisionMap& map) {
  std::vector<std::string> names;
  for (const Revision& revision : map.revisions()) {
    names.push_back(revision.id);
    names.insert(names.end(), revision.branch_labels.begin(), revision.branch_labels.end());
  }
  return names;
}

Error no_such(const RevisionMap& map, ErrorCode code, std::string_view word) {
  const std::string_view what = code == ErrorCode::no_such_branch ? "branch" : "revision or branch";
  std::string hint = support::did_you_mean(word, all_names(map));
  if (hint.empty()) hint = "`migrate history` lists what there is";
  return {code, fmt::format("there is no {} `{}`", what, word), std::move(hint)};
}

struct Candidate {
  std::string name;
  Index index;
};

bool begins_with(std::string_view name, std::string_view beginning) {
  return name.starts_with(beginning) && std::ranges::count_if(name, [](char c) {
                                          return (c & '\xC0') != '\x80';
                                        }) > static_cast<std::ptrdiff_t>(too_short_for_prefix);
}

/// The ids and labels that begin with a word.
std::vector<Candidate> find_by_prefix(const RevisionMap& map, std::string_view word) {
  std::vector<Candidate> found;
  if (word.empty()) return found;
  for (Index i = 0; i < map.size(); ++i) {
    if (begins_with(map[i].id, word)) found.push_back({map[i].id, i});
    for (const std::string& label : map[i].branch_labels) {
      if (begins_with(label, word)) found.push_back({label, i});
    }
  }
  return found;
}

std::optional<Index> find_exact(const RevisionMap& map, std::string_view word) {
  if (const auto index = map.find(word)) return index;
  return map.find_label(word);
}

Index find_unique(
    const RevisionMap& map, std::string_view word, const std::vector<Candidate>& candidates) {
  if (candidates.empty()) throw no_such(map, ErrorCode::no_such_revision, word);
  if (candidates.size() == 1) return candidates.front().index;
  std::vector<std::string> names;
  std::ranges::transform(candidates, std::back_inserter(names), &Candidate::name);
  throw Error(
      ErrorCode::ambiguous_revision,
      fmt::format("`{}` is the beginning of {}: {}", word, names.size(), fmt::join(names, ", ")),
      "type more of it");
}

/// What stands before an `@`. Where no lineage is meant (`@head`, `base@+1`) that is nothing.
std::optional<std::string_view> given(std::optional<std::string_view> branch) {
  if (!branch || branch->empty() || *branch == "base") return std::nullopt;
  return branch;
}

Index find_branch(const RevisionMap& map, std::string_view branch) {
  if (const auto exact = find_exact(map, branch)) return *exact;
  const auto candidates = find_by_prefix(map, branch);
  if (candidates.size() != 1) throw no_such(map, ErrorCode::no_such_branch, branch);
  return candidates.front().index;
}

/// The branch before `head` and `heads`.
Index find_lineage(const RevisionMap& map, std::string_view branch) {
  if (branch == "head" || branch == "heads") throw no_such(map, ErrorCode::no_such_branch, branch);
  return find_one(map, branch);
}

std::vector<Index> find_heads(const RevisionMap& map, std::optional<std::string_view> branch) {
  if (!branch) return map.effective_heads();
  return in_lineage(map, map.heads(), find_lineage(map, *branch));
}

std::vector<Index> find_head(const RevisionMap& map, std::optional<std::string_view> branch) {
  std::vector<Index> heads = map.heads();
  if (branch) heads = in_lineage(map, heads, find_lineage(map, *branch));
  if (heads.size() <= 1) return heads;
  const std::string where = branch ? fmt::format(" on branch `{}`", *branch) : "";
  throw Error(
      ErrorCode::multiple_heads,
      fmt::format(
          "there are {} heads{}, so `head` is ambiguous: {}",
          heads.size(),
          where,
          fmt::join(ids_of(map, heads), ", ")),
      "name one of them, or say `heads` for all of them\n"
      "join them with `migrate merge heads -m \"...\"`");
}

/// The branch with which a walk up goes on: those of `children` that are on it.
std::vector<Index> choose(
    const RevisionMap& map, std::vector<Index> children, std::string_view branch) {
  if (branch.empty()) return children;
  return in_lineage(map, children, find_one(map, branch));
}

Error ambiguous_walk(
    const RevisionMap& map, std::string_view where, const std::vector<Index>& next) {
  return {
      ErrorCode::ambiguous_walk,
      fmt::format(
          "the way {} is not unique: it leads to {}", where, fmt::join(ids_of(map, next), ", ")),
      "name the revision, or a branch: `label@+1`"};
}

Error out_of_range(std::size_t steps, std::string_view where) {
  return {
      ErrorCode::relative_out_of_range,
      fmt::format("there are not {} revisions {}", steps, where),
      "`migrate history` shows how many there are"};
}

}  // namespace

std::optional<RelativeTarget> parse_relative(std::string_view text) {
  RelativeTarget target;
  std::size_t digits = text.size();
  while (digits > 0 && is_digit(text[digits - 1]))
    --digits;
  if (digits == 0 || digits == text.size()) return std::nullopt;
  const char sign = text[digits - 1];
  if (sign != '+' && sign != '-') return std::nullopt;
  target.way = sign == '+' ? RelativeTarget::Way::up : RelativeTarget::Way::down;
  target.steps = parse_steps(text.substr(digits));

  const std::string_view before = text.substr(0, digits - 1);
  const auto [branch, symbol] = split_branch(before);
  if (!std::ranges::all_of(symbol, is_word_character)) return std::nullopt;
  target.branch = given(branch).value_or("");
  target.symbol = symbol;
  return target;
}

BranchTarget split_branch(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return {.symbol = text};
  return {.branch = text.substr(0, at), .symbol = text.substr(at + 1)};
}

Index find_one(
    const RevisionMap& map, std::string_view word, std::optional<std::string_view> branch) {
  std::optional<Index> on_branch;
  if (branch) on_branch = find_branch(map, *branch);
  auto found = find_exact(map, word);
  if (!found) {
    auto candidates = find_by_prefix(map, word);
    if (on_branch) {
      std::erase_if(candidates, [&](const Candidate& candidate) {
        return in_lineage(map, {candidate.index}, *on_branch).empty();
      });
    }
    found = find_unique(map, word, candidates);
  }
  if (on_branch && in_lineage(map, {*found}, *on_branch).empty()) {
    throw Error(
        ErrorCode::not_in_branch,
        fmt::format("the revision `{}` is not on the branch `{}`", map[*found].id, *branch),
        fmt::format("leave the branch away: `{}`", map[*found].id));
  }
  return *found;
}

std::vector<Index> find_absolute(const RevisionMap& map, std::string_view target) {
  refuse_range(target);
  const auto [before_at, symbol] = split_branch(target);
  const auto branch = given(before_at);
  if (symbol == "heads") return find_heads(map, branch);
  if (symbol == "head") return find_head(map, branch);
  if (symbol == "base") return {};
  return {find_one(map, symbol, branch)};
}

std::vector<Index> find_rows(const RevisionMap& map, const std::vector<RevisionId>& rows) {
  std::vector<Index> found;
  for (const RevisionId& row : rows) {
    auto index = map.find(row);
    if (!index) {
      auto candidates = find_by_prefix(map, row);
      std::erase_if(candidates, [&](const Candidate& c) { return c.name != map[c.index].id; });
      if (candidates.size() == 1) index = candidates.front().index;
    }
    if (!index) {
      throw Error(
          ErrorCode::no_such_revision,
          fmt::format("the database is at revision `{}`, which no unit has", row),
          fmt::format(
              "another branch may have added it: git log --all --oneline -- '*{}*'\n"
              "if it was deleted on purpose: migrate stamp --purge REVISION",
              row));
    }
    found.push_back(*index);
  }
  return found;
}

std::vector<bool> ancestors(const RevisionMap& map, const std::vector<Index>& start, Via via) {
  const Edges parents = [&](Index i) { return map.parents(i); };
  if (via == Via::parents) return reach(map.size(), start, parents);
  return reach(map.size(), start, parents, [&](Index i) { return map.dependencies(i); });
}

std::vector<bool> descendants(const RevisionMap& map, const std::vector<Index>& start, Via via) {
  const Edges children = [&](Index i) { return map.children(i); };
  if (via == Via::parents) return reach(map.size(), start, children);
  return reach(map.size(), start, children, [&](Index i) { return map.dependents(i); });
}

std::vector<Index> in_lineage(
    const RevisionMap& map, const std::vector<Index>& candidates, Index of, Via via) {
  const auto below = ancestors(map, {of}, via);
  const auto above = descendants(map, {of}, via);
  std::vector<Index> found;
  std::ranges::copy_if(
      candidates, std::back_inserter(found), [&](Index i) { return below[i] || above[i]; });
  return found;
}

Position walk_up(
    const RevisionMap& map, Position start, const RelativeTarget& target, Overrun overrun) {
  Position at = start;
  for (std::size_t step = 0; step < target.steps; ++step) {
    std::vector<Index> next;
    if (at) {
      std::ranges::copy(map.children(*at), std::back_inserter(next));
    } else {
      next = map.bases();
    }
    next = choose(map, next, target.branch);
    if (next.size() > 1) throw ambiguous_walk(map, "up", next);
    if (next.empty() && overrun == Overrun::refuse) throw out_of_range(target.steps, "above");
    if (next.empty()) return at;
    at = next.front();
  }
  return at;
}

Position walk_down(const RevisionMap& map, Position start, std::size_t steps, Overrun overrun) {
  Position at = start;
  for (std::size_t step = 0; step < steps; ++step) {
    if (!at && overrun == Overrun::clamp) return at;
    if (!at) throw out_of_range(steps, "below");
    const auto parents = map.parents(*at);
    if (parents.size() > 1) {
      throw ambiguous_walk(map, "down", {parents.begin(), parents.end()});
    }
    at = parents.empty() ? Position{} : Position{parents.front()};
  }
  return at;
}

void refuse_overlap(const RevisionMap& map, const std::vector<Index>& revisions) {
  for (const Index index : revisions) {
    const auto below = ancestors(map, {index}, Via::parents_and_dependencies);
    for (const Index other : revisions) {
      if (other == index || !below[other]) continue;
      throw Error(
          ErrorCode::overlapping_revisions,
          fmt::format(
              "`{}` comes from `{}`, yet both are asked for or recorded",
              map[index].id,
              map[other].id),
          fmt::format(
              "if the version table has both rows: migrate stamp --purge {}", map[index].id));
    }
  }
}

void refuse_range(std::string_view target) {
  if (target.empty()) {
    throw Error(
        ErrorCode::no_such_revision,
        "an empty word names no revision",
        "a revision id, a branch label, head, heads, base, or one of them with +N or -N");
  }
  if (target.find(':') == std::string_view::npos) return;
  throw Error(
      ErrorCode::invalid_range,
      fmt::format("`{}` is a range, and one revision is wanted here", target),
      "ranges are for `history -r` and for `--sql`");
}

}  // namespace migrate::graph
