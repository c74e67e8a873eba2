#include "migrate/commands/diff.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "db/url.hpp"
#include "engine/model_files.hpp"
#include "engine/proof.hpp"
#include "engine/schema_place.hpp"
#include "engine/unit_text.hpp"
#include "migrate/commands/comparing.hpp"
#include "migrate/output/style.hpp"
#include "support/file.hpp"

namespace migrate::commands {
namespace {

enum class SideKind { database, configured_models, models, revision };

/// One of the two schemas, as it is named on the command line.
struct Side {
  SideKind kind{SideKind::revision};
  std::string text{};
  std::string path{};  // of models
};

bool is_pattern(const std::string& text) {
  return text.find_first_of("*?") != std::string::npos;
}

Side side_of(const std::string& text, const cli::Context& context) {
  if (text.find("://") != std::string::npos) return {.kind = SideKind::database, .text = text};
  if (text == "models") return {.kind = SideKind::configured_models, .text = text};
  const auto path = std::filesystem::path(context.working_directory()) / text;
  const bool is_model =
      std::filesystem::exists(path) || engine::language_of(text).has_value() || is_pattern(text);
  if (!is_model) return {.kind = SideKind::revision, .text = text};
  return {.kind = SideKind::models, .text = text, .path = path.lexically_normal().string()};
}

/// Works the two schemas out, and the way between them.
class Differ final {
 public:
  Differ(const cli::DiffOptions& options, cli::Context& context)
      : options_(&options),
        context_(&context),
        config_(context.find_config()),
        from_(side_of(options.from, context)),
        to_(side_of(options.to, context)),
        server_(connect_server()) {}

  output::Report diff() {
    schema::MetaData to = target();
    engine::Database& start = begin();
    auto from = start.dialect->inspect(*start.connection, filter_of(config_));
    const auto comparison = engine::compare(
        start,
        std::move(from),
        std::move(to),
        comparison_request(config_, options_->renames, *context_));
    log_remarks(comparison, *context_);
    if (!comparison.questions.empty()) {
      return question_report(
          comparison,
          fmt::format("migrate diff {} {}", db::masked(options_->from), db::masked(options_->to)));
    }
    return report(comparison, start);
  }

 private:
  /// The database that is FROM or TO, or lends its server for making what is not there.
  engine::Database connect_server() {
    for (const Side* side : {&from_, &to_}) {
      if (side->kind == SideKind::database) return connect(*side);
    }
    return context_->connect(config_);
  }

  engine::Database connect(const Side& side) {
    config::Config config = config_;
    config.url = side.text;
    config.url_origin = "the command line";
    config.url_place.reset();
    return context_->connect(config);
  }

  schema::MetaData models_of(const Side& side, const std::string& default_schema) {
    engine::Models models =
        side.kind == SideKind::configured_models
            ? configured_models(config_, *context_)
            : models_at({{.text = side.text, .path = side.path}}, config_, *context_);
    return models.load(filter_of(config_), default_schema, server_);
  }

  /// What the default schema of the server is called.
  std::string default_schema() const {
    const schema::Filter nothing{.tables = {""}};
    return server_.dialect->inspect(*server_.connection, nothing).default_schema;
  }

  void apply_units(engine::SchemaPlace& place, const Side& side) {
    place.apply(context_->read_project(config_), side.text, context_->run_options(config_));
  }

  schema::MetaData target() {
    switch (to_.kind) {
      case SideKind::database: return inspect_target();
      case SideKind::configured_models:
      case SideKind::models: return models_of(to_, default_schema());
      case SideKind::revision: break;
    }
    engine::SchemaPlace place(server_);
    apply_units(place, to_);
    engine::Database& database = place.database();
    return database.dialect->inspect(*database.connection, filter_of(config_));
  }

  schema::MetaData inspect_target() {
    if (from_.kind != SideKind::database)
      return server_.dialect->inspect(*server_.connection, filter_of(config_));
    engine::Database other = connect(to_);
    if (other.dialect != server_.dialect) {
      throw Error(
          ErrorCode::usage,
          "the two databases are of different kinds, and no SQL leads from one to the other",
          "write a model of one of them: migrate inspect --url URL > schema.yaml");
    }
    return other.dialect->inspect(*other.connection, filter_of(config_));
  }

  /// A database with the schema of FROM.
  engine::Database& begin() {
    if (from_.kind == SideKind::database) return server_;
    if (from_.kind == SideKind::revision) {
      place_.emplace(server_);
      apply_units(*place_, from_);
      return place_->database();
    }
    const auto metadata = models_of(from_, default_schema());
    place_.emplace(server_);
    place_->create(metadata, engine::for_database({}, server_));
    return place_->database();
  }

  output::Report report(const engine::Comparison& comparison, engine::Database& start) {
    output::DiffReport report{.changes = entries(comparison.upgrade.changes)};
    const auto steps =
        engine::compile_steps(start, comparison.upgrade.steps, engine::Start::database);
    report.text = engine::sql_script(steps);
    for (const engine::CompiledStep& step : steps)
      report.sql.insert(report.sql.end(), step.statements.begin(), step.statements.end());
    if (options_->exit_code && !report.changes.empty()) {
      report.failure = Error(
          ErrorCode::differences_found,
          fmt::format(
              "the two schemas differ in {}", output::count_text(report.changes.size(), "place")));
    }
    return report;
  }

  const cli::DiffOptions* options_;
  cli::Context* context_;
  config::Config config_;
  Side from_;
  Side to_;
  engine::Database server_;
  std::optional<engine::SchemaPlace> place_{};
};

}  // namespace

output::Report diff(const cli::DiffOptions& options, cli::Context& context) {
  return Differ(options, context).diff();
}

}  // namespace migrate::commands
