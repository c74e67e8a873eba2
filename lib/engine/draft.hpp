#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "engine/project.hpp"
#include "graph/history.hpp"

namespace migrate::engine {

/// What `revision` and `merge` are asked for.
struct DraftRequest {
  std::string message{};
  std::vector<std::string> heads{
      "head"};  // what the new unit comes after; see graph::find_down_revisions
  graph::Splice splice{graph::Splice::no};
  std::vector<std::string> branch_labels{};
  std::vector<std::string> depends_on{};
  std::string revision_id{};   // empty: 12 random hex digits
  std::string version_path{};  // empty: where the (first) head is, or the only location
  std::string file_template{"{rev}_{slug}"};
  units::Format format{units::Format::sql};
  std::string body{};  // what stands behind the front matter; empty: two ways with nothing in them
  std::chrono::system_clock::time_point now{};
};

/// A unit that is not written yet.
struct Draft {
  units::Unit unit{};  // its path is where it will be
  std::string text{};
};

/// Works the new unit out and checks it against the graph as if it were there: a draft that would
/// break the project is refused and nothing is written. Errors: those of find_down_revisions;
/// illegal_revision_id, duplicate_revision, duplicate_branch_label, missing_dependency; usage for a
/// version path that is no version location, for several locations and no path, and for a merge of
/// a revision with itself.
Draft draft(const Project& project, const DraftRequest& request);

/// The message as it stands in file names: its words in lower case joined by `_`, 40 characters at
/// most.
std::string slug(const std::string& message);

}  // namespace migrate::engine
