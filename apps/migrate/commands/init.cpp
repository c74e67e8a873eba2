#include "migrate/commands/init.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "migrate/commands/project_files.hpp"
#include "migrate/templates.hpp"

namespace migrate::commands {
namespace {

using output::FileEntry;
using output::FileStatus;

ProjectPlace place_of(const cli::InitOptions& options, const cli::Context& context) {
  const std::filesystem::path written = std::filesystem::path(options.directory) / "";
  ProjectPlace place{.directory = context.working_directory() / written};
  const std::string shown = written.lexically_normal().string();
  if (shown != "./" && shown != ".") place.prefix = shown;
  return place;
}

}  // namespace

output::Report init(const cli::InitOptions& options, cli::Context& context) {
  const std::string text = cli::configuration_text(options.template_name, context.options().url);
  const ProjectPlace place = place_of(options, context);
  output::InitReport report;
  report.files.push_back(make_versions(place));
  report.files.push_back(make_ignore_file(place));
  report.files.insert(report.files.begin(), make_config(place, text));
  const bool changed = std::ranges::any_of(
      report.files, [](const FileEntry& file) { return file.status != FileStatus::kept; });
  const std::string enter = place.prefix.empty() ? "" : fmt::format("cd {} && ", place.prefix);
  report.next = changed ? enter + "migrate revision -m \"create users\"" : "";
  return report;
}

}  // namespace migrate::commands
