#include "runtime/embedded_project.hpp"

#include <utility>

#include "support/source.hpp"
#include "units/header.hpp"

namespace migrate::runtime {
namespace {

units::Unit read_unit(const EmbeddedUnit& embedded) {
  const units::Format format =
      embedded.path.ends_with(".cpp") ? units::Format::cpp : units::Format::sql;
  const support::Source source{
      .path = std::string(embedded.path), .text = std::string(embedded.text)};
  units::Unit unit = units::read_header(source, format).unit;
  unit.format = format;
  unit.path = source.path;
  unit.revision.origin = source.path;
  unit.embedded = embedded.text;
  unit.linked = embedded.code;
  return unit;
}

}  // namespace

engine::Project read_project(const Migrations& migrations) {
  std::vector<units::Unit> units;
  std::vector<graph::Revision> revisions;
  units.reserve(migrations.units.size());
  revisions.reserve(migrations.units.size());
  for (const EmbeddedUnit& embedded : migrations.units) {
    units.push_back(read_unit(embedded));
    revisions.push_back(units.back().revision);
  }
  return engine::Project{
      .locations = {},
      .units = std::move(units),
      .map = graph::RevisionMap(std::move(revisions)),
  };
}

}  // namespace migrate::runtime
