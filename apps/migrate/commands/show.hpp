#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// All about the revisions that an identifier means.
output::Report show(const cli::ShowOptions& options, cli::Context& context);

}  // namespace migrate::commands
