#include "migrate/commands/heads.hpp"

#include "migrate/commands/describe.hpp"

namespace migrate::commands {

output::Report heads(const cli::HeadsOptions& options, cli::Context& context) {
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  const auto heads =
      options.resolve_dependencies ? project.map.effective_heads() : project.map.heads();
  return output::RevisionReport{
      .layout = layout_for(context, output::Layout::lines),
      .revisions = describe(project, heads, context),
      .note = heads.empty() ? "there are no revisions yet" : "",
  };
}

}  // namespace migrate::commands
