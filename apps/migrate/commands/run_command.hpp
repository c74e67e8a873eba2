#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Runs the command that was asked for.
output::Report run_command(const cli::Command& command, cli::Context& context);

}  // namespace migrate::commands
