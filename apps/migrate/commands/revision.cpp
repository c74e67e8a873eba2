#include "migrate/commands/revision.hpp"

#include <algorithm>
#include <filesystem>

#include "migrate/commands/generate.hpp"
#include "migrate/commands/new_unit.hpp"

namespace migrate::commands {
namespace {

void check_options(const cli::RevisionOptions& options) {
  const cli::RenameOptions& renames = options.renames;
  const bool means_autogenerate = !renames.renames.empty() || renames.assume_renames ||
                                  renames.no_renames || options.prove || options.no_prove ||
                                  options.strict || options.allow_empty;
  if (means_autogenerate && !options.autogenerate) {
    throw Error(
        ErrorCode::usage,
        "--rename, --assume-renames, --no-renames, --prove, --no-prove, --strict and --allow-empty "
        "go with --autogenerate only",
        "add --autogenerate, or leave them out");
  }
  if (options.sql) {
    throw Error(
        ErrorCode::usage,
        "--sql means nothing here: a revision is a file and sends no SQL to a database",
        "to see a unit's SQL as a script: migrate upgrade FROM:TO --sql");
  }
}

/// The location that the user means: as written where they are, or as written in alembic.yaml.
std::string version_path(
    const std::string& text, const config::Config& config, const cli::Context& context) {
  if (text.empty()) return {};
  const std::filesystem::path bases[] = {context.working_directory(), config.script_location};
  std::string path;
  for (const std::filesystem::path& base : bases) {
    path = (base / text / "").lexically_normal().parent_path().string();
    const auto& known = config.version_locations;
    if (std::ranges::find(known, path) != known.end()) return path;
  }
  return path;
}

units::Format format_of(const cli::RevisionOptions& options, const config::Config& config) {
  if (!options.format) return unit_format(config);
  switch (*options.format) {
    case cli::UnitFormat::sql: return units::Format::sql;
    case cli::UnitFormat::cpp: return units::Format::cpp;
  }
  return units::Format::sql;
}

}  // namespace

output::Report revision(const cli::RevisionOptions& options, cli::Context& context) {
  check_options(options);
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  engine::DraftRequest request{
      .message = options.message,
      .splice = options.splice ? graph::Splice::yes : graph::Splice::no,
      .branch_labels = options.branch_labels,
      .depends_on = options.depends_on,
      .revision_id = options.revision_id,
      .version_path = version_path(options.version_path, config, context),
      .file_template = config.file_template,
      .format = format_of(options, config),
      .now = std::chrono::system_clock::now(),
  };
  if (!options.heads.empty()) request.heads = options.heads;
  if (options.autogenerate) return generate(options, std::move(request), config, project, context);
  return report_of(write_unit(engine::draft(project, request), config, context));
}

}  // namespace migrate::commands
