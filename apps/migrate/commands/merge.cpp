#include "migrate/commands/merge.hpp"

#include "migrate/commands/new_unit.hpp"

namespace migrate::commands {

output::Report merge(const cli::MergeOptions& options, cli::Context& context) {
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  const engine::Draft draft = engine::draft(
      project,
      {
          .message = options.message,
          .heads = options.revisions,
          .splice = options.splice ? graph::Splice::yes : graph::Splice::no,
          .branch_labels = options.branch_labels,
          .revision_id = options.revision_id,
          .file_template = config.file_template,
          .format = unit_format(config),
          .now = std::chrono::system_clock::now(),
      });
  if (!draft.unit.revision.is_merge_point()) {
    throw Error(
        ErrorCode::usage,
        "a merge joins at least two revisions",
        "`migrate heads` lists what can be joined");
  }
  return report_of(write_unit(draft, config, context));
}

}  // namespace migrate::commands
