#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Writes a source file that makes the units a part of a program, and its header; each only if it
/// is not the same already. Without directories the units are those of alembic.yaml. Errors: usage
/// for a directory that does not exist; those of read_project and write_embedded.
output::Report embed(const cli::EmbedOptions& options, cli::Context& context);

}  // namespace migrate::commands
