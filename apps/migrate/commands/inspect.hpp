#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Writes what the database has as a model in SQL, YAML or C++, or as JSON. Errors: invalid_config
/// when the file cannot be written.
output::Report inspect(const cli::InspectOptions& options, cli::Context& context);

}  // namespace migrate::commands
