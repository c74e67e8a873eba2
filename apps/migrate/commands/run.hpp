#pragma once

#include "engine/migrator.hpp"
#include "engine/project.hpp"
#include "migrate/context.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Pulls a run through to its end; a line for each step as it ends.
output::Report run(
    engine::Migrator& migrator,
    const engine::Project& project,
    const config::Config& config,
    cli::Context& context);

/// Pulls an offline run through to its end.
output::Report write_script(engine::Migrator& migrator);

/// The database that is a script on the standard output, `tag` at its top. Errors: usage with
/// --format json.
engine::Database script(
    const config::Config& config, const std::string& tag, cli::Context& context);

}  // namespace migrate::commands
