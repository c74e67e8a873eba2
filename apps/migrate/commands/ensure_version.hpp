#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Creates the version table unless it exists.
output::Report ensure_version(const cli::EnsureVersionOptions& options, cli::Context& context);

}  // namespace migrate::commands
