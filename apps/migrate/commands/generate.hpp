#pragma once

#include "engine/draft.hpp"
#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// `revision --autogenerate`: writes a unit with what makes the database equal to the models, and
/// the way back. Nothing is written when nothing differs, unless that is wanted, nor while a new
/// name is undecided. `request`: the unit as far as it is known.
///
/// Errors: database_not_at_head; unit_error when what would be written does not do what it should,
/// and with --strict when rows may stand in the way; those of the comparison.
output::Report generate(
    const cli::RevisionOptions& options,
    engine::DraftRequest request,
    const config::Config& config,
    const engine::Project& project,
    cli::Context& context);

}  // namespace migrate::commands
