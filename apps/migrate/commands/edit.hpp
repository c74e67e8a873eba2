#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Opens units in the user's editor (VISUAL, EDITOR).
output::Report edit(const cli::EditOptions& options, cli::Context& context);

}  // namespace migrate::commands
