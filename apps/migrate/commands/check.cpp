#include "migrate/commands/check.hpp"

#include <fmt/format.h>

#include "engine/commands.hpp"
#include "migrate/commands/at_head.hpp"
#include "migrate/commands/comparing.hpp"
#include "migrate/output/style.hpp"

namespace migrate::commands {

output::Report check(const cli::CheckOptions& /*options*/, cli::Context& context) {
  const config::Config config = context.load_config();
  engine::Models models = configured_models(config, context);
  const engine::Project project = context.read_project(config);
  engine::Database database = context.connect(config);
  require_heads(project, engine::read_heads(database));
  const schema::Filter filter = filter_of(config);
  auto live = database.dialect->inspect(*database.connection, filter);
  auto declared = models.load(filter, live.default_schema, database);
  auto request = comparison_request(config, {}, context);
  request.decide = nullptr;  // differences they are, whatever they are called
  const auto comparison = engine::compare(database, std::move(live), std::move(declared), request);
  log_remarks(comparison, context);
  output::CheckReport report{
      .changes = entries(comparison.upgrade.changes), .unmanaged = unmanaged(comparison)};
  if (!report.changes.empty()) {
    report.failure = Error(
        ErrorCode::differences_found,
        fmt::format(
            "the database and the models differ in {}",
            output::count_text(report.changes.size(), "place")),
        "write a unit that makes them equal: migrate revision --autogenerate -m \"...\"");
  }
  return report;
}

}  // namespace migrate::commands
