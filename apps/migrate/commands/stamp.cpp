#include "migrate/commands/stamp.hpp"

#include "engine/commands.hpp"
#include "migrate/commands/run.hpp"

namespace migrate::commands {

output::Report stamp(const cli::StampOptions& options, cli::Context& context) {
  if (options.sql && options.purge) {
    throw Error(
        ErrorCode::usage,
        "--purge deletes what is in the table, which a script cannot know",
        "leave --sql or --purge out");
  }
  const config::Config config = context.load_config(options.lock_wait);
  const engine::Project project = context.read_project(config);
  if (options.sql) {
    engine::Database database = script(config, options.tag, context);
    return write_script(
        *engine::stamp_offline(project, database, options.targets, context.run_options(config)));
  }
  engine::Database database = context.connect(config);
  const graph::Purge purge = options.purge ? graph::Purge::yes : graph::Purge::no;
  const auto migrator =
      engine::stamp(project, database, options.targets, purge, context.run_options(config));
  return run(*migrator, project, config, context);
}

}  // namespace migrate::commands
