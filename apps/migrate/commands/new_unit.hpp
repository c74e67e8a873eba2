#pragma once

#include "engine/draft.hpp"
#include "migrate/context.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// What the configuration has new units written as.
units::Format unit_format(const config::Config& config);

/// Writes the draft and runs the post-write hooks on it. Errors: usage when the file exists;
/// unit_error when a hook fails, the file stays.
output::Report write_unit(
    const engine::Draft& draft, const config::Config& config, const cli::Context& context);

}  // namespace migrate::commands
