#include "migrate/commands/embed.hpp"

#include <filesystem>
#include <string_view>

#include <fmt/format.h>

#include "migrate/commands/replaced_file.hpp"
#include "migrate/embedded_source.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace migrate::commands {
namespace {

namespace fs = std::filesystem;

/// Units, and what to call their folders in the program.
struct Source {
  engine::Project project;
  std::vector<std::string> shown_directories{};  // one a location

  std::string shown_path(const std::string& path) const {
    for (std::size_t i = 0; i < project.locations.directories.size(); ++i) {
      const std::string& directory = project.locations.directories[i];
      if (path.starts_with(directory + "/"))
        return shown_directories[i] + path.substr(directory.size());
    }
    return path;
  }
};

std::string without_end(const fs::path& path) {
  const std::string text = path.lexically_normal().string();
  return text.size() > 1 && text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
}

Source read_configured(const cli::Context& context) {
  const config::Config config = context.load_config();
  Source source{.project = context.read_project(config)};
  for (const std::string& directory : config.version_locations)
    source.shown_directories.push_back(support::display_path(directory, config.directory));
  return source;
}

Source read_given(const cli::EmbedOptions& options, const cli::Context& context) {
  units::Locations locations{
      .recursive = options.recursive, .display_directory = context.working_directory()};
  std::vector<std::string> shown;
  for (const std::string& written : options.directories) {
    const fs::path directory = fs::path(context.working_directory()) / written;
    if (!fs::is_directory(directory)) {
      throw Error(ErrorCode::usage, fmt::format("there is no folder {}", written));
    }
    locations.directories.push_back(without_end(directory));
    shown.push_back(without_end(written));
  }
  return {.project = engine::read_project(locations), .shown_directories = std::move(shown)};
}

}  // namespace

output::Report embed(const cli::EmbedOptions& options, cli::Context& context) {
  const Source source =
      options.directories.empty() ? read_configured(context) : read_given(options, context);
  std::vector<cli::EmbeddedUnit> units;
  for (const units::Unit& unit : source.project.units)
    units.push_back({.unit = &unit, .path = source.shown_path(unit.path)});
  const cli::EmbeddedSource texts = cli::write_embedded(units, options.name);
  const std::string name = options.name + "_migrations";
  const auto write_file = [&](const std::string& file, const std::string& text) {
    const fs::path shown = fs::path(options.output).lexically_normal() / file;
    return replace_file(context.working_directory() / shown, text, shown.lexically_normal());
  };
  output::EmbedReport report{.units = units.size(), .function = name + "()"};
  report.files.push_back(write_file(name + ".hpp", texts.header));
  report.files.push_back(write_file(name + ".cpp", texts.source));
  return report;
}

}  // namespace migrate::commands
