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
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  if (options.sql) {
    engine::Database database = script(config, options.tag, context);
    const engine::RunOptions how = context.run_options(config, options.lock_wait);
    return write_script(*engine::stamp_offline(project, database, options.targets, how));
  }
  engine::Database database = context.connect(config);
  const engine::RunOptions how = context.run_options(config, options.lock_wait);
  const graph::Purge purge = options.purge ? graph::Purge::yes : graph::Purge::no;
  const auto migrator = engine::stamp(project, database, options.targets, purge, how);
  return run(*migrator, project, config, context);
}

}  // namespace migrate::commands
