#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Applies what is missing up to the target, or writes it as a script.
output::Report upgrade(const cli::UpgradeOptions& options, cli::Context& context);

}  // namespace migrate::commands
