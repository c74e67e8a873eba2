#pragma once

#include <string>
#include <vector>

#include "engine/project.hpp"
#include "graph/plan.hpp"
#include "sql/syntax.hpp"
#include "units/sql_unit.hpp"

namespace migrate::engine {

/// A planned unit, ready to run in its direction.
struct LoadedUnit {
  units::SqlUnit sql{};
  std::vector<sql::Piece> statements{};  // of its direction; none for a stamp
  std::string message{};
  bool transactional{true};
};

/// Reads the units of a plan, in its order, and checks all that can be checked before the first
/// statement runs. Errors: those of read_sql_unit; irreversible for a downgrade through a unit
/// without a down section; invalid_unit for a statement that cannot run in the unit's transaction;
/// unsupported for a C++ unit.
std::vector<LoadedUnit> load(
    const Project& project, const graph::Plan& plan, const sql::Syntax& syntax);

}  // namespace migrate::engine
