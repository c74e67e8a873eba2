#pragma once

#include "migrate/context.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Compiles the C++ units into `.migrate/build` of the project, or of a copy of the project, so
/// that they run on machines without a compiler. Errors: those of units::build and export_project.
output::Report build(const cli::BuildOptions& options, cli::Context& context);

}  // namespace migrate::commands
