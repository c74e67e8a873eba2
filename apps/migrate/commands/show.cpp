#include "migrate/commands/show.hpp"

#include "migrate/commands/describe.hpp"

namespace migrate::commands {

output::Report show(const cli::ShowOptions& options, cli::Context& context) {
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  const auto heads = heads_for(options.target, config, context);
  const auto found = graph::find_all(project.map, options.target, heads);
  output::RevisionReport report{
      .layout = output::Layout::blocks,
      .revisions = describe(project, found, context),
  };
  if (graph::mentions_current(options.target)) {
    mark_applied(report.revisions, project.map, heads);
  }
  if (found.empty()) report.note = "there is no revision at `" + options.target + "`";
  return report;
}

}  // namespace migrate::commands
