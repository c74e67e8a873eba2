#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Writes a new unit and runs the post-write hooks on it.
output::Report revision(const cli::RevisionOptions& options, cli::Context& context);

}  // namespace migrate::commands
