#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// What an error code means and what to do about it.
output::Report explain(const cli::ExplainOptions& options, cli::Context& context);

}  // namespace migrate::commands
