#pragma once

#include "migrate/context.hpp"
#include "migrate/options.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// The SQL that leads from one schema to another, each of them that of a database (a URL), of the
/// configured models (`models`), of a model file or folder, or of a revision. Nothing is changed.
output::Report diff(const cli::DiffOptions& options, cli::Context& context);

}  // namespace migrate::commands
