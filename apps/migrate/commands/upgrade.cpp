#include "migrate/commands/upgrade.hpp"

#include "engine/commands.hpp"
#include "migrate/commands/run.hpp"

namespace migrate::commands {

output::Report upgrade(const cli::UpgradeOptions& options, cli::Context& context) {
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  if (options.sql) {
    engine::Database database = script(config, options.tag, context);
    const engine::RunOptions how = context.run_options(config, options.lock_wait);
    return write_script(*engine::upgrade_offline(project, database, options.target, how));
  }
  engine::Database database = context.connect(config);
  const engine::RunOptions how = context.run_options(config, options.lock_wait);
  const auto migrator = engine::upgrade(project, database, options.target, how);
  return run(*migrator, project, config, context);
}

}  // namespace migrate::commands
