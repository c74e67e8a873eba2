#include "migrate/commands/current.hpp"

#include <fmt/format.h>

#include "db/url.hpp"
#include "engine/commands.hpp"
#include "migrate/commands/at_head.hpp"
#include "migrate/commands/describe.hpp"
#include "migrate/output/progress.hpp"

namespace migrate::commands {
output::Report current(const cli::CurrentOptions& options, cli::Context& context) {
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  engine::Database database = context.connect(config);
  const auto heads = engine::read_heads(database);
  if (context.options().verbose) context.log(output::database_line(config.url));
  const auto found = graph::current(project.map, heads);
  if (options.check_heads) require_heads(project, heads);
  output::RevisionReport report{
      .layout = layout_for(context, output::Layout::lines),
      .revisions = describe(project, found, context),
  };
  for (output::RevisionEntry& entry : report.revisions)
    entry.applied = output::Applied::current;
  if (found.empty()) {
    report.note = fmt::format("no revision is applied in {}", db::masked(config.url));
  }
  return report;
}

}  // namespace migrate::commands
