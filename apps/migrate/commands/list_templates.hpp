#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// What `init --template` takes.
output::Report list_templates(const cli::ListTemplatesOptions& options, cli::Context& context);

}  // namespace migrate::commands
