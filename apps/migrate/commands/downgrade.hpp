#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Takes back what is above the target, or writes that as a script. Errors beside: usage in a
/// protected environment unless the user confirms.
output::Report downgrade(const cli::DowngradeOptions& options, cli::Context& context);

}  // namespace migrate::commands
