#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Creates alembic.yaml, the folder of the units and lines of .gitignore, each unless it is there
/// already.
output::Report init(const cli::InitOptions& options, cli::Context& context);

}  // namespace migrate::commands
