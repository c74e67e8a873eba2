#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Compares the database with the models.
output::Report check(const cli::CheckOptions& options, cli::Context& context);

}  // namespace migrate::commands
