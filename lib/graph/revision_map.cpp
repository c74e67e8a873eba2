#include "graph/revision_map.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "graph/order.hpp"
#include "support/error.hpp"
#include "support/suggest.hpp"

namespace migrate::graph {
namespace {

/// The error, pointing at the file that declares the revision.
Error about(const Revision& revision, ErrorCode code, std::string message, std::string hint = {}) {
  Error error(code, std::move(message), std::move(hint));
  if (revision.origin.empty()) return error;
  return error.with_place({.file = revision.origin});
}

void refuse_illegal_id(const Revision& revision) {
  constexpr std::string_view forbidden = "@-+:";
  if (revision.id.find_first_of(forbidden) == std::string::npos && !revision.id.empty()) return;
  throw about(
      revision,
      ErrorCode::illegal_revision_id,
      fmt::format("the revision id `{}` has a character that is not allowed", revision.id),
      "an id has none of @ - + : and no white space");
}

void add_unique(std::vector<Index>& list, Index index) {
  if (std::ranges::find(list, index) == list.end()) list.push_back(index);
}

/// Whether more than one revision comes after it, dependents counted.
bool forks(const RevisionMap& map, Index index) {
  const auto children = map.children(index);
  const auto extra = std::ranges::count_if(map.dependents(index), [&](Index dependent) {
    return std::ranges::find(children, dependent) == children.end();
  });
  return children.size() + static_cast<std::size_t>(extra) > 1;
}

}  // namespace

RevisionMap::RevisionMap(std::vector<Revision> revisions)
    : revisions_(std::move(revisions)), nodes_(revisions_.size()) {
  index_ids();
  index_labels();
  connect();
  sort();
  spread_labels();
}

void RevisionMap::index_ids() {
  by_id_.reserve(size());
  for (Index i = 0; i < size(); ++i) {
    const Revision& revision = revisions_[i];
    refuse_illegal_id(revision);
    const auto [other, is_new] = by_id_.emplace(revision.id, i);
    if (is_new) continue;
    const std::string& origin = revisions_[other->second].origin;
    throw about(
        revision,
        ErrorCode::duplicate_revision,
        fmt::format("the revision `{}` is present twice", revision.id),
        origin.empty() ? ""
                       : fmt::format("the other one is {}; give one of them a new id", origin));
  }
}

void RevisionMap::index_labels() {
  for (Index i = 0; i < size(); ++i) {
    const Revision& revision = revisions_[i];
    for (const std::string& label : revision.branch_labels) {
      const auto used =
          by_id_.contains(label) ? by_id_.find(label) : by_label_.emplace(label, i).first;
      if (used->second == i && !by_id_.contains(label)) continue;
      throw about(
          revision,
          ErrorCode::duplicate_branch_label,
          fmt::format(
              "the branch label `{}` of revision `{}` is already used by revision `{}`",
              label,
              revision.id,
              revisions_[used->second].id),
          "a label stands in one unit only and differs from every revision id");
    }
  }
}

void RevisionMap::connect() {
  for (Index i = 0; i < size(); ++i)
    connect_parents(i);
  for (Index i = 0; i < size(); ++i)
    connect_dependencies(i);
}

/// One walk decides whether there is a cycle; which kind only matters when there is.
void RevisionMap::sort() {
  const Edges up = [this](Index i) { return parents(i); };
  const Edges needs = [this](Index i) { return dependencies(i); };
  order_ = sort_depth_first(size(), up, needs);
  if (order_.size() == size()) return;
  auto members = find_cycle(size(), up, no_edges);
  auto code = ErrorCode::cycle;
  if (members.empty()) {
    members = find_cycle(size(), up, needs);
    code = ErrorCode::dependency_cycle;
  }
  std::vector<std::string> ids;
  std::ranges::transform(
      members, std::back_inserter(ids), [this](Index i) { return revisions_[i].id; });
  ids.push_back(ids.front());
  throw about(
      revisions_[members.front()],
      code,
      fmt::format(
          "revisions form a cycle{}: {}",
          code == ErrorCode::cycle ? "" : " through depends_on",
          fmt::join(ids, " -> ")),
      "change a down_revision or depends_on of one of them");
}

void RevisionMap::connect_parents(Index index) {
  const Revision& revision = revisions_[index];
  for (const RevisionId& id : revision.down_revisions) {
    const auto parent = find(id);
    if (!parent) {
      throw about(
          revision,
          ErrorCode::missing_down_revision,
          fmt::format("the revision `{}` comes after `{}`, which no unit has", revision.id, id),
          "restore the missing unit, or correct down_revision");
    }
    if (*parent == index) {
      throw about(
          revision,
          ErrorCode::self_loop,
          fmt::format("the revision `{}` is its own down_revision", revision.id),
          "correct down_revision");
    }
    add_unique(nodes_[index].parents, *parent);
  }
  for (const Index parent : nodes_[index].parents)
    nodes_[parent].children.push_back(index);
}

void RevisionMap::connect_dependencies(Index index) {
  const Revision& revision = revisions_[index];
  for (const std::string& name : revision.depends_on) {
    const auto needed = find(name) ? find(name) : find_label(name);
    if (!needed) {
      throw about(
          revision,
          ErrorCode::missing_dependency,
          fmt::format("the revision `{}` depends on `{}`, which no unit has", revision.id, name),
          "depends_on takes full revision ids and branch labels");
    }
    if (*needed == index) {
      throw about(
          revision,
          ErrorCode::dependency_self_loop,
          fmt::format("the revision `{}` depends on itself", revision.id),
          "correct depends_on");
    }
    add_unique(nodes_[index].dependencies, *needed);
  }
  for (const Index needed : nodes_[index].dependencies)
    nodes_[needed].dependents.push_back(index);
}

void RevisionMap::spread_labels() {
  for (const auto& [label, owner] : by_label_) {
    const Index start[] = {owner};
    const auto on_branch = reach(size(), start, [this](Index i) { return children(i); });
    for (Index i = 0; i < size(); ++i) {
      if (on_branch[i]) nodes_[i].labels.emplace_back(label);
    }
    Index below = owner;
    while (parents(below).size() == 1) {
      below = parents(below).front();
      if (forks(*this, below) || is_merge_point(below)) break;
      nodes_[below].labels.emplace_back(label);
    }
  }
  for (Node& node : nodes_)
    std::ranges::sort(node.labels);
}

std::optional<Index> RevisionMap::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  if (found == by_id_.end()) return std::nullopt;
  return found->second;
}

std::optional<Index> RevisionMap::find_label(std::string_view label) const {
  const auto found = by_label_.find(label);
  if (found == by_label_.end()) return std::nullopt;
  return found->second;
}

const Revision& RevisionMap::at(std::string_view id) const {
  if (const auto index = find(id)) return revisions_[*index];
  throw Error(ErrorCode::no_such_revision, fmt::format("no unit has the revision `{}`", id));
}

bool RevisionMap::is_effective_head(Index index) const {
  return nodes_[index].children.empty() && nodes_[index].dependents.empty();
}

std::vector<Index> RevisionMap::heads() const {
  std::vector<Index> found;
  for (Index i = 0; i < size(); ++i) {
    if (is_head(i)) found.push_back(i);
  }
  return found;
}

std::vector<Index> RevisionMap::effective_heads() const {
  std::vector<Index> found;
  for (Index i = 0; i < size(); ++i) {
    if (is_effective_head(i)) found.push_back(i);
  }
  return found;
}

std::vector<Index> RevisionMap::bases() const {
  std::vector<Index> found;
  for (Index i = 0; i < size(); ++i) {
    if (is_base(i)) found.push_back(i);
  }
  return found;
}

std::vector<std::string> RevisionMap::labels(Index index) const {
  return nodes_[index].labels;
}

}  // namespace migrate::graph
