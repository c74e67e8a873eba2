#include "migrate/commands/run.hpp"

#include <chrono>

#include "engine/commands.hpp"
#include "migrate/output/progress.hpp"
#include "support/text.hpp"

namespace migrate::commands {
namespace {

std::string direction_name(graph::Direction direction) {
  switch (direction) {
    case graph::Direction::upgrade: return "upgrade";
    case graph::Direction::downgrade: return "downgrade";
    case graph::Direction::stamp: return "stamp";
  }
  return {};
}

output::StepEntry entry(const engine::StepReport& step) {
  return {
      .revision = step.step.revision,
      .direction = direction_name(step.step.direction),
      .message = step.message,
      .duration = step.duration,
      .heads_after = step.step.heads_after,
  };
}

}  // namespace

output::Report run(
    engine::Migrator& migrator,
    const engine::Project& project,
    const config::Config& config,
    cli::Context& context) {
  using Clock = std::chrono::steady_clock;
  const graph::Plan& plan = migrator.plan();
  output::RunReport report{.heads = output::head_entries(plan.heads_after(), project.map)};
  if (plan.steps.empty()) return report;
  context.log(output::database_line(config.url));
  context.log(output::plan_line(plan, project.map, context.log_style()));
  const Clock::time_point begin = Clock::now();
  while (const auto step = migrator.next()) {
    context.log(output::step_line(*step, context.log_style()));
    report.statements += step->statements;
    report.steps.push_back(entry(*step));
  }
  report.duration = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
  return report;
}

output::Report write_script(engine::Migrator& migrator) {
  while (migrator.next()) {
  }
  return output::ScriptReport{};
}

engine::Database script(
    const config::Config& config, const std::string& tag, cli::Context& context) {
  if (context.options().format == cli::Format::json) {
    throw Error(
        ErrorCode::usage,
        "--sql writes a script, and --format json asks for JSON",
        "leave one of them out");
  }
  output::Stream& result = context.result();
  if (!tag.empty()) result.write("-- " + support::printable(tag) + "\n");
  return engine::offline(
      context.url(config).dialect, cli::version_table(config), [&result](std::string_view text) {
        result.write(text);
      });
}

}  // namespace migrate::commands
