#include "migrate/commands/generate.hpp"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/commands.hpp"
#include "engine/proof.hpp"
#include "engine/row_probe.hpp"
#include "engine/unit_text.hpp"
#include "migrate/commands/at_head.hpp"
#include "migrate/commands/comparing.hpp"
#include "migrate/commands/new_unit.hpp"
#include "migrate/output/style.hpp"

namespace migrate::commands {
namespace {

using Risks = std::vector<std::vector<engine::ProbedRisk>>;

engine::ProofMode proof_mode(const cli::RevisionOptions& options) {
  if (options.prove && options.no_prove) {
    throw Error(
        ErrorCode::usage, "--prove and --no-prove contradict each other", "leave one of them out");
  }
  if (options.prove) return engine::ProofMode::required;
  return options.no_prove ? engine::ProofMode::none : engine::ProofMode::automatic;
}

engine::Comparison compare(
    const cli::RevisionOptions& options,
    const config::Config& config,
    engine::Database& database,
    cli::Context& context) {
  const auto request = comparison_request(config, options.renames, context);
  const schema::Filter filter = filter_of(config);
  engine::Models models = configured_models(config, context);
  auto live = database.dialect->inspect(*database.connection, filter);
  auto declared = models.load(filter, live.default_schema, database);
  auto comparison = engine::compare(database, std::move(live), std::move(declared), request);
  log_remarks(comparison, context);
  return comparison;
}

/// With --strict: refuses what rows may stop.
void require_harmless(const Risks& risks) {
  std::string lines;
  std::size_t count = 0;
  for (const auto& of_step : risks) {
    for (const engine::ProbedRisk& one : of_step) {
      if (one.answer == engine::RiskAnswer::harmless) continue;
      lines += fmt::format("{}{} ({})", count == 0 ? "" : "\n", engine::advice(one.risk), one.seen);
      ++count;
    }
  }
  if (count == 0) return;
  throw Error(
      ErrorCode::unit_error,
      fmt::format("rows may stand in the way of {}", output::count_text(count, "change")),
      "settle it in the models, or in a unit before this one\n"
      "without --strict the unit is written, with a comment for each of them")
      .with_state(lines + "\nno unit was written");
}

void log_risks(const Risks& risks, cli::Context& context) {
  for (const auto& of_step : risks) {
    for (const engine::ProbedRisk& one : of_step) {
      if (one.answer == engine::RiskAnswer::harmless) continue;
      context.log(fmt::format("decide    {} ({})\n", engine::advice(one.risk), one.seen));
    }
  }
}

std::string command_for(const cli::RevisionOptions& options) {
  std::string command = "migrate revision --autogenerate";
  if (!options.message.empty()) command += " -m \"...\"";
  for (const std::string& rename : options.renames.renames)
    command += " --rename " + rename;
  return command;
}

}  // namespace

output::Report generate(
    const cli::RevisionOptions& options,
    engine::DraftRequest request,
    const config::Config& config,
    const engine::Project& project,
    cli::Context& context) {
  const engine::ProofMode mode = proof_mode(options);
  require_models(config);
  engine::Database database = context.connect(config);
  require_heads(project, engine::read_heads(database));
  const auto comparison = compare(options, config, database, context);
  if (!comparison.questions.empty()) return question_report(comparison, command_for(options));
  output::GeneratedReport report{
      .changes = entries(comparison.upgrade.changes), .unmanaged = unmanaged(comparison)};
  if (report.changes.empty() && !options.allow_empty) return report;
  if (!comparison.upgrade.steps.empty()) {
    const Risks risks = engine::probe_rows(database, comparison);
    if (options.strict) require_harmless(risks);
    const auto rehearsal = engine::rehearse(database, comparison, filter_of(config), mode);
    request.body = engine::unit_body(rehearsal, risks, request.format, database.dialect->syntax());
    log_risks(risks, context);
    context.log(fmt::format("proof     {}\n", rehearsal.remark));
  }
  WrittenUnit unit = write_unit(engine::draft(project, request), config, context);
  report.revisions.push_back(std::move(unit.entry));
  report.next = std::move(unit.next);
  return report;
}

}  // namespace migrate::commands
