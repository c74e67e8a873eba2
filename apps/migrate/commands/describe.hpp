#pragma once

#include <vector>

#include "engine/project.hpp"
#include "graph/history.hpp"
#include "migrate/context.hpp"
#include "migrate/output/report.hpp"

namespace migrate::commands {

/// The revisions as listings show them, in the same order.
std::vector<output::RevisionEntry> describe(
    const engine::Project& project,
    const std::vector<graph::Index>& revisions,
    const cli::Context& context);

/// Marks each entry as current, applied or pending, by the rows of the version table.
void mark_applied(
    std::vector<output::RevisionEntry>& entries,
    const graph::RevisionMap& map,
    const std::vector<graph::RevisionId>& heads);

/// The rows of the database when the identifier or range mentions it; else none, and no connection
/// is opened.
std::vector<graph::RevisionId> heads_for(
    std::string_view target, const config::Config& config, cli::Context& context);

/// The layout of a listing: blocks with --verbose.
output::Layout layout_for(const cli::Context& context, output::Layout plain);

}  // namespace migrate::commands
