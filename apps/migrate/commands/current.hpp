#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Where the database is. Errors beside: database_not_at_head with --check-heads when something is
/// left to apply.
output::Report current(const cli::CurrentOptions& options, cli::Context& context);

}  // namespace migrate::commands
