#include "migrate/commands/downgrade.hpp"

#include <fmt/format.h>

#include "engine/commands.hpp"
#include "migrate/commands/run.hpp"

namespace migrate::commands {
namespace {

/// What the user types to confirm: the last part of the URL's path, which names the database in
/// both forms.
std::string database_name(const db::Url& url, const config::Config& config) {
  std::string_view text = url.path.empty() ? std::string_view(url.text) : url.path;
  if (url.path.empty()) text = text.substr(0, text.find('?'));
  const std::string_view name = text.substr(text.rfind('/') + 1);
  return std::string(name.empty() ? std::string_view(config.environment) : name);
}

/// Refuses to go on in a protected environment without --yes or the name of the database, typed.
void confirm(const config::Config& config, cli::Context& context) {
  if (!config.is_protected || context.options().yes) return;
  const std::string name = database_name(context.url(config), config);
  const std::string question = fmt::format(
      "the environment{}{} is protected; a downgrade may delete data\n"
      "type the name of the database ({}) to go on: ",
      config.environment.empty() ? "" : " ",
      config.environment,
      name);
  const auto answer = context.ask(question);
  if (answer == name) return;
  throw Error(
      ErrorCode::usage,
      answer ? "that is not the name of the database; nothing was changed"
             : "this environment is protected, and nobody is here to confirm the downgrade",
      "confirm it on the command line: --yes");
}

}  // namespace

output::Report downgrade(const cli::DowngradeOptions& options, cli::Context& context) {
  const config::Config config = context.load_config(options.lock_wait);
  const engine::Project project = context.read_project(config);
  if (options.sql) {
    engine::Database database = script(config, options.tag, context);
    return write_script(*engine::downgrade_offline(
        project, database, options.target, context.run_options(config, options.jobs)));
  }
  confirm(config, context);
  engine::Database database = context.connect(config);
  const auto migrator = engine::downgrade(
      project, database, options.target, context.run_options(config, options.jobs));
  return run(*migrator, project, config, context);
}

}  // namespace migrate::commands
