#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// The revisions that nothing comes after.
output::Report heads(const cli::HeadsOptions& options, cli::Context& context);

}  // namespace migrate::commands
