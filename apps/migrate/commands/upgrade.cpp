#include "migrate/commands/upgrade.hpp"

#include "engine/commands.hpp"
#include "migrate/commands/run.hpp"

namespace migrate::commands {

output::Report upgrade(const cli::UpgradeOptions& options, cli::Context& context) {
  const config::Config config = context.load_config(options.lock_wait);
  const engine::Project project = context.read_project(config);
  if (options.sql) {
    engine::Database database = script(config, options.tag, context);
    return write_script(*engine::upgrade_offline(
        project, database, options.target, context.run_options(config, options.jobs)));
  }
  engine::Database database = context.connect(config);
  const auto migrator =
      engine::upgrade(project, database, options.target, context.run_options(config, options.jobs));
  return run(*migrator, project, config, context);
}

}  // namespace migrate::commands
