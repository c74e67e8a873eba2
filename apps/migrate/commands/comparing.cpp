#include "migrate/commands/comparing.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/models.hpp"
#include "migrate/output/style.hpp"
#include "support/process.hpp"
#include "support/text.hpp"

namespace migrate::commands {
namespace {

std::vector<engine::ModelPath> model_paths(const config::Config& config) {
  std::vector<engine::ModelPath> paths;
  for (const config::ModelPath& model : config.models)
    paths.push_back({.text = model.text, .path = model.path, .place = model.place});
  return paths;
}

/// "account.mail": the thing under its old name or its new one.
std::string full_name(const schema::Rename& rename, const std::string& name) {
  switch (rename.kind) {
    case schema::RenameKind::column:
    case schema::RenameKind::constraint:
    case schema::RenameKind::enum_value:
      return fmt::format("{}.{}", schema::describe(rename.parent), name);
    case schema::RenameKind::table:
    case schema::RenameKind::index:
    case schema::RenameKind::enumeration:
    case schema::RenameKind::sequence: break;
  }
  return schema::describe(schema::Name{.schema = rename.parent.schema, .name = name});
}

bool is_plain(char c) {
  const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_letter || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '=';
}

/// The option that says that it is a rename, as it can be typed.
std::string rename_option(const schema::Rename& rename) {
  const std::string value = fmt::format("{}={}", full_name(rename, rename.from), rename.to);
  const bool is_safe = std::ranges::all_of(value, is_plain);
  return "--rename " + (is_safe ? value : support::shell_quote(value));
}

/// Asks until the answer is yes or no; nothing when nobody can be asked.
std::optional<bool> ask(const autogenerate::RenameCandidate& candidate, cli::Context& context) {
  const schema::Rename& rename = candidate.rename;
  if (context.options().yes) return true;
  while (true) {
    const auto answer = context.ask(fmt::format(
        "the {} {} is gone, and {} is new: is it the same under another name? [y/n]: ",
        schema::kind_name(rename.kind),
        full_name(rename, rename.from),
        rename.to));
    if (!answer) return std::nullopt;
    const std::string word = support::to_lower(support::trim(*answer));
    if (word == "y" || word == "yes") return true;
    if (word == "n" || word == "no") return false;
    if (word.empty()) return std::nullopt;
  }
}

output::ChangeSign sign_of(autogenerate::Sign sign) {
  switch (sign) {
    case autogenerate::Sign::added: return output::ChangeSign::added;
    case autogenerate::Sign::changed: return output::ChangeSign::changed;
    case autogenerate::Sign::removed: return output::ChangeSign::removed;
  }
  return output::ChangeSign::changed;
}

}  // namespace

schema::Filter filter_of(const config::Config& config) {
  const dialect::TableName table = cli::version_table(config);
  return {
      .schemas = config.include.schemas,
      .tables = config.include.tables,
      .exclude_tables = config.include.exclude_tables,
      .version_table = {.schema = table.schema, .name = table.name}};
}

void require_models(const config::Config& config) {
  if (!config.models.empty()) return;
  throw Error(
      ErrorCode::invalid_config,
      "no models are configured, so there is nothing to compare the database with",
      "name them in alembic.yaml: `models: [models]`\n"
      "write a first one from the database: migrate inspect > models/schema.yaml");
}

std::vector<engine::ModelFile> find_configured_models(const config::Config& config) {
  return engine::find_model_files(model_paths(config));
}

engine::Models configured_models(const config::Config& config, cli::Context& context) {
  require_models(config);
  return models_at(model_paths(config), config, context);
}

engine::Models models_at(
    const std::vector<engine::ModelPath>& paths,
    const config::Config& config,
    cli::Context& context) {
  const auto owners =
      config.compare.owners ? engine::Owners::required : engine::Owners::passed_over;
  return {paths, context.working_directory(), context.run_options(config), owners};
}

engine::ComparisonRequest comparison_request(
    const config::Config& config, const cli::RenameOptions& options, cli::Context& context) {
  if (options.assume_renames && options.no_renames) {
    throw Error(
        ErrorCode::usage,
        "--assume-renames and --no-renames contradict each other",
        "leave one of them out");
  }
  engine::ComparisonRequest request{
      .compare =
          {.types = config.compare.types,
           .server_defaults = config.compare.server_defaults,
           .comments = config.compare.comments,
           .objects = config.compare.objects,
           .owners = config.compare.owners,
           .leaves_transactions = config.transaction != config::TransactionMode::all},
      .renames = options.renames};
  if (options.assume_renames) request.undecided = autogenerate::UndecidedRenames::assumed;
  if (options.no_renames) request.undecided = autogenerate::UndecidedRenames::refused;
  request.decide = [&context](const autogenerate::RenameCandidate& candidate) {
    return ask(candidate, context);
  };
  return request;
}

std::vector<output::ChangeEntry> entries(const std::vector<autogenerate::Change>& changes) {
  std::vector<output::ChangeEntry> result;
  result.reserve(changes.size());
  for (const autogenerate::Change& change : changes) {
    result.push_back({
        .sign = sign_of(change.sign),
        .kind = change.kind,
        .table = change.table,
        .name = change.name,
        .description = change.description,
        .is_destructive = change.is_destructive,
    });
  }
  return result;
}

output::QuestionReport question_report(
    const engine::Comparison& comparison, const std::string& command) {
  output::QuestionReport report;
  std::string all;
  for (const autogenerate::RenameCandidate& candidate : comparison.questions) {
    const schema::Rename& rename = candidate.rename;
    report.questions.push_back({
        .kind = std::string(schema::kind_name(rename.kind)),
        .from = full_name(rename, rename.from),
        .to = full_name(rename, rename.to),
        .score = candidate.score,
        .rename = rename_option(rename),
        .drop_and_add = "--no-renames",
    });
    all += " " + report.questions.back().rename;
  }
  const std::size_t count = report.questions.size();
  report.failure = Error(
      ErrorCode::differences_found,
      fmt::format(
          "{} may be {}, and nobody has said so",
          output::count_text(count, "difference"),
          count == 1 ? "a rename" : "renames"),
      fmt::format(
          "the same under a new name: {0}{1}\n"
          "dropped, and something new added: {0} --no-renames\n"
          "some of each: the options --rename of those, and --no-renames",
          command,
          all));
  return report;
}

std::vector<std::string> unmanaged(const engine::Comparison& comparison) {
  std::set<std::string> names;
  for (const schema::MetaData* side : {&comparison.live, &comparison.declared})
    std::ranges::copy(unmanaged(*side), std::inserter(names, names.end()));
  return {names.begin(), names.end()};
}

std::vector<std::string> unmanaged(const schema::MetaData& metadata) {
  std::vector<std::string> names;
  for (const schema::Unmanaged& one : metadata.unmanaged)
    names.push_back(one.description());
  return names;
}

void log_remarks(const engine::Comparison& comparison, cli::Context& context) {
  for (const schema::Rename& rename : comparison.assumed) {
    context.log(fmt::format(
        "note      taken for a new name: {}; otherwise: --no-renames\n", schema::describe(rename)));
  }
  for (const std::string& text : comparison.unconfirmed)
    context.log(fmt::format("note      compared as it is written: {}\n", text));
  log_unmanaged(unmanaged(comparison), context);
}

void log_unmanaged(const std::vector<std::string>& names, cli::Context& context) {
  if (!names.empty())
    context.log(fmt::format("note      not managed: {}\n", fmt::join(names, ", ")));
}

}  // namespace migrate::commands
