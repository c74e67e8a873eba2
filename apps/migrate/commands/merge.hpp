#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Writes a unit that comes after several revisions.
output::Report merge(const cli::MergeOptions& options, cli::Context& context);

}  // namespace migrate::commands
