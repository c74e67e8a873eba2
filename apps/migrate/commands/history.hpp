#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// The revisions, or those of a range, newest first.
output::Report history(const cli::HistoryOptions& options, cli::Context& context);

}  // namespace migrate::commands
