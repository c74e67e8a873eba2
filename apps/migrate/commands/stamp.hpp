#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Records revisions without running anything.
output::Report stamp(const cli::StampOptions& options, cli::Context& context);

}  // namespace migrate::commands
