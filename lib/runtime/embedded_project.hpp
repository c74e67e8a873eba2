#pragma once

#include <migrate/runtime.hpp>

#include "engine/project.hpp"

namespace migrate::runtime {

/// The units and their graph, read from the texts in the program. Errors: those of
/// units::read_header and graph::RevisionMap, though `migrate embed` has found them before.
engine::Project read_project(const Migrations& migrations);

}  // namespace migrate::runtime
