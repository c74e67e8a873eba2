#pragma once

#include <string>
#include <vector>

namespace migrate::graph {

/// Raw text, never a number: `526082431390` and `1e5` are ids like any other.
using RevisionId = std::string;

/// A node of the revision graph, as declared by one unit's header.
struct Revision {
  RevisionId id{};
  std::vector<RevisionId> down_revisions{};  // empty: this is a base
  std::vector<std::string> branch_labels{};
  std::vector<std::string> depends_on{};  // ids or labels, as written
  std::string message{};
  std::string origin{};  // the file that declares it, for messages; may be empty

  bool is_base() const { return down_revisions.empty(); }
  bool is_merge_point() const { return down_revisions.size() > 1; }

  friend bool operator==(const Revision&, const Revision&) = default;
};

}  // namespace migrate::graph
