#include "engine/project.hpp"

#include <cassert>
#include <utility>

#include "support/file.hpp"

namespace migrate::engine {

Project read_project(const units::Locations& locations) {
  auto units = units::read_versions(locations);
  std::vector<graph::Revision> revisions;
  revisions.reserve(units.size());
  for (const units::Unit& unit : units) {
    revisions.push_back(unit.revision);
    revisions.back().origin = support::display_path(unit.path, locations.display_directory);
  }
  return Project{
      .locations = locations,
      .units = std::move(units),
      .map = graph::RevisionMap(std::move(revisions)),
  };
}

const units::Unit& Project::unit(std::string_view revision) const {
  const auto index = map.find(revision);
  assert(index);
  return units[*index];
}

}  // namespace migrate::engine
