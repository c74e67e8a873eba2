#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/revision.hpp"

namespace migrate::graph {

/// A position in RevisionMap::revisions().
using Index = std::size_t;

/// A validated revision graph. Immutable; revisions keep the order in which they were given (file
/// order), which decides ties wherever several orders would do.
class RevisionMap final {
 public:
  /// Errors: illegal_revision_id, duplicate_revision, duplicate_branch_label (a label used twice or
  /// equal to an id), missing_down_revision, missing_dependency, self_loop, cycle,
  /// dependency_self_loop, dependency_cycle.
  explicit RevisionMap(std::vector<Revision> revisions);

  std::span<const Revision> revisions() const { return revisions_; }
  std::size_t size() const { return revisions_.size(); }
  const Revision& operator[](Index index) const { return revisions_[index]; }

  /// By full id.
  std::optional<Index> find(std::string_view id) const;
  const Revision& at(std::string_view id) const;

  /// The revision that declares this branch label.
  std::optional<Index> find_label(std::string_view label) const;

  /// Edges. `parents` are the down revisions, `dependencies` what depends_on names, each without
  /// repetition.
  std::span<const Index> parents(Index index) const { return nodes_[index].parents; }
  std::span<const Index> children(Index index) const { return nodes_[index].children; }
  std::span<const Index> dependencies(Index index) const { return nodes_[index].dependencies; }
  std::span<const Index> dependents(Index index) const { return nodes_[index].dependents; }

  bool is_head(Index index) const { return nodes_[index].children.empty(); }
  /// No revision comes after it, neither as child nor as dependent.
  bool is_effective_head(Index index) const;
  bool is_base(Index index) const { return nodes_[index].parents.empty(); }
  bool is_branch_point(Index index) const { return nodes_[index].children.size() > 1; }
  bool is_merge_point(Index index) const { return nodes_[index].parents.size() > 1; }

  /// In file order.
  std::vector<Index> heads() const;
  std::vector<Index> effective_heads() const;
  std::vector<Index> bases() const;

  /// The labels of the branches that a revision is on: its own, and those that spread to it from a
  /// labelled revision, to all descendants and down to the last branch or merge point. Sorted.
  std::vector<std::string> labels(Index index) const;

  /// Every revision, parents and dependencies before what needs them; a branch is finished before
  /// its sibling begins.
  std::span<const Index> topological_order() const { return order_; }

 private:
  struct Node {
    std::vector<Index> parents{};
    std::vector<Index> children{};
    std::vector<Index> dependencies{};
    std::vector<Index> dependents{};
    std::vector<std::string> labels{};
  };

  void index_ids();
  void index_labels();
  void connect();
  void connect_parents(Index index);
  void connect_dependencies(Index index);
  void sort();
  void spread_labels();

  std::vector<Revision> revisions_;
  std::vector<Node> nodes_{};
  std::unordered_map<std::string_view, Index> by_id_{};
  std::unordered_map<std::string_view, Index> by_label_{};
  std::vector<Index> order_{};
};

}  // namespace migrate::graph
