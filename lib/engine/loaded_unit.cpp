#include "engine/loaded_unit.hpp"

#include <utility>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/file.hpp"

namespace migrate::engine {
namespace {

std::vector<sql::Piece> choose_statements(
    const units::SqlUnit& unit, const graph::Step& step, const std::string& path) {
  if (step.direction == graph::Direction::upgrade) return unit.up;
  if (unit.down) return *unit.down;
  throw Error(
      ErrorCode::irreversible,
      fmt::format("the revision `{}` cannot be taken back", step.revision),
      "write its `-- migrate:down` section, or restore a backup and `migrate stamp`")
      .with_place({.file = path});
}

LoadedUnit load_unit(const Project& project, const graph::Step& step, const sql::Syntax& syntax) {
  const units::Unit& unit = project.unit(step.revision);
  const std::string& directory = project.locations.display_directory;
  const std::string path = support::display_path(unit.path, directory);
  if (unit.format == units::Format::cpp) {
    throw Error(
        ErrorCode::unsupported,
        fmt::format(
            "the revision `{}` is a C++ unit; this version runs SQL units only", step.revision),
        "write it as a .sql unit")
        .with_place({.file = path});
  }
  LoadedUnit loaded{
      .sql = units::read_sql_unit(unit, syntax, directory),
      .message = unit.revision.message,
      .transactional = unit.transactional,
  };
  loaded.statements = choose_statements(loaded.sql, step, path);
  if (unit.transactional) {
    units::check_transactional(*loaded.sql.source, loaded.statements, syntax);
  }
  return loaded;
}

}  // namespace

std::vector<LoadedUnit> load(
    const Project& project, const graph::Plan& plan, const sql::Syntax& syntax) {
  std::vector<LoadedUnit> units;
  units.reserve(plan.steps.size());
  for (const graph::Step& step : plan.steps) {
    if (step.direction == graph::Direction::stamp) {
      const auto index = project.map.find(step.revision);
      units.push_back({.message = index ? project.map[*index].message : ""});
    } else {
      units.push_back(load_unit(project, step, syntax));
    }
  }
  return units;
}

}  // namespace migrate::engine
