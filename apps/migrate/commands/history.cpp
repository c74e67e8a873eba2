#include "migrate/commands/history.hpp"

#include "engine/commands.hpp"
#include "migrate/commands/describe.hpp"

namespace migrate::commands {
namespace {

output::Layout layout(const cli::HistoryOptions& options, const cli::Context& context) {
  if (options.graph) return output::Layout::graph;
  return layout_for(context, output::Layout::lines_with_parents);
}

}  // namespace

output::Report history(const cli::HistoryOptions& options, cli::Context& context) {
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  std::vector<graph::RevisionId> heads;
  if (options.indicate_current || graph::mentions_current(options.range)) {
    engine::Database database = context.connect(config);
    heads = engine::read_heads(database);
  }
  const auto revisions = options.range.empty() ? graph::history(project.map)
                                               : graph::history(project.map, options.range, heads);
  output::RevisionReport report{
      .layout = layout(options, context),
      .revisions = describe(project, revisions, context),
      .note = revisions.empty() ? "there are no revisions here" : "",
  };
  if (options.indicate_current) mark_applied(report.revisions, project.map, heads);
  return report;
}

}  // namespace migrate::commands
