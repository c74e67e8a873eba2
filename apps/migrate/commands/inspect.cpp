#include "migrate/commands/inspect.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/autogenerate.hpp"
#include "engine/proof.hpp"
#include "engine/unit_text.hpp"
#include "migrate/commands/comparing.hpp"
#include "migrate/commands/replaced_file.hpp"
#include "migrate/output/metadata_json.hpp"
#include "models/cpp_writer.hpp"
#include "models/plain_numbers.hpp"
#include "models/yaml_writer.hpp"

namespace migrate::commands {
namespace {

std::string text_of(
    schema::MetaData metadata,
    cli::ModelFormat format,
    engine::Database& database,
    const config::Config& config) {
  switch (format) {
    case cli::ModelFormat::sql:
      return engine::sql_script(engine::compile_schema(
          database, metadata, engine::for_database({.owners = config.compare.owners}, database)));
    case cli::ModelFormat::yaml:
      return models::write_yaml_model(
          models::with_plain_numbers(std::move(metadata)), cli::naming_convention(config));
    case cli::ModelFormat::cpp:
      return models::write_cpp_model(
          models::with_plain_numbers(std::move(metadata)), cli::naming_convention(config));
    case cli::ModelFormat::json: return output::json(metadata);
  }
  return {};
}

schema::Filter filter_for(const cli::InspectOptions& options, const config::Config& config) {
  schema::Filter filter = filter_of(config);
  if (!options.schemas.empty()) filter.schemas = options.schemas;
  if (!options.tables.empty()) filter.tables = options.tables;
  if (!options.exclude_tables.empty()) filter.exclude_tables = options.exclude_tables;
  return filter;
}

/// What models in YAML and C++ have no words for; what goes with one of these is not named.
std::vector<std::string> unsaid(const schema::MetaData& metadata) {
  std::vector<std::string> names;
  for (const schema::Object& object : metadata.objects) {
    const bool goes_with_another =
        object.host && object.host->kind == schema::ReferenceKind::object;
    const bool is_said = object.kind == "owner" || object.kind == "empty schema";
    if (!goes_with_another && !is_said) names.push_back(object.key());
  }
  return names;
}

void log_what_is_left_out(
    const schema::MetaData& metadata, cli::ModelFormat format, cli::Context& context) {
  if (format == cli::ModelFormat::json) return;
  log_unmanaged(unmanaged(metadata), context);
  if (format == cli::ModelFormat::sql) return;
  std::vector<std::string> names = unsaid(metadata);
  if (names.empty()) return;
  constexpr std::size_t most = 8;
  const std::size_t more = names.size() > most ? names.size() - most : 0;
  names.resize(names.size() - more);
  context.log(fmt::format(
      "note      left out, for only models in SQL can say it: {}{}\n",
      fmt::join(names, ", "),
      more > 0 ? fmt::format(", and {} more", more) : ""));
}

}  // namespace

output::Report inspect(const cli::InspectOptions& options, cli::Context& context) {
  const config::Config config = context.find_config();
  engine::Database database = context.connect(config);
  auto metadata = database.dialect->inspect(*database.connection, filter_for(options, config));
  log_what_is_left_out(metadata, options.format, context);
  std::string text = text_of(std::move(metadata), options.format, database, config);
  if (options.output.empty()) return output::PageReport{.text = std::move(text)};
  const std::filesystem::path path =
      std::filesystem::path(context.working_directory()) / options.output;
  return output::ModelReport{.path = replace_file(path, text, options.output).path};
}

}  // namespace migrate::commands
