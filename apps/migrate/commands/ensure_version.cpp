#include "migrate/commands/ensure_version.hpp"

#include "engine/commands.hpp"
#include "engine/version_table.hpp"
#include "migrate/commands/run.hpp"

namespace migrate::commands {

output::Report ensure_version(const cli::EnsureVersionOptions& options, cli::Context& context) {
  const config::Config config = context.load_config();
  if (options.sql) {
    engine::Database database = script(config, {}, context);
    const engine::VersionTable table(cli::version_table(config));
    database.connection->execute(table.create_statement());
    return output::ScriptReport{};
  }
  engine::Database database = context.connect(config);
  const engine::RunOptions how = context.run_options(config);
  const bool created = engine::ensure_version_table(database, how);
  return output::VersionTableReport{
      .table = config.version_table,
      .status = created ? output::TableStatus::created : output::TableStatus::present,
  };
}

}  // namespace migrate::commands
