#include "migrate/commands/edit.hpp"

#include <fmt/format.h>

#include "migrate/commands/describe.hpp"
#include "support/process.hpp"

namespace migrate::commands {
namespace {

/// The user's editor as shell text: it may hold options.
std::string editor(const config::Environment& environment) {
  for (const std::string_view name : {"VISUAL", "EDITOR"}) {
    const auto value = environment(name);
    if (value && !value->empty()) return *value;
  }
  return "$(command -v editor || command -v nano || command -v vi || echo false)";
}

}  // namespace

output::Report edit(const cli::EditOptions& options, cli::Context& context) {
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  const auto heads = heads_for(options.target, config, context);
  const auto found = graph::find_all(project.map, options.target, heads);
  if (found.empty()) {
    throw Error(
        ErrorCode::no_such_revision,
        fmt::format("there is no unit at `{}` to edit", options.target),
        "`migrate history` lists the units");
  }
  output::UnitReport report{.verb = "edited", .revisions = describe(project, found, context)};
  std::string command = editor(context.environment());
  for (const output::RevisionEntry& entry : report.revisions) {
    command += " " + support::shell_quote(entry.path);
  }
  const int status = support::run_shell(command);
  if (status == 0) return report;
  throw Error(
      ErrorCode::unit_error,
      fmt::format("the editor ended with status {}", status),
      "set VISUAL or EDITOR to the editor that you use");
}

}  // namespace migrate::commands
