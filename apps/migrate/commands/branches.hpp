#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// The revisions that several others come after.
output::Report branches(const cli::BranchesOptions& options, cli::Context& context);

}  // namespace migrate::commands
