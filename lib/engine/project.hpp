#pragma once

#include <string_view>
#include <vector>

#include "graph/revision_map.hpp"
#include "units/unit.hpp"
#include "units/versions_directory.hpp"

namespace migrate::engine {

/// The units of a project and their graph. `units[i]` is the unit of `map[i]`.
struct Project {
  units::Locations locations;
  std::vector<units::Unit> units;
  graph::RevisionMap map;

  /// By full id, which must exist.
  const units::Unit& unit(std::string_view revision) const;
};

/// Reads every header and builds the graph. Errors: those of read_versions and RevisionMap; a graph
/// error points at the file it is about.
Project read_project(const units::Locations& locations);

}  // namespace migrate::engine
