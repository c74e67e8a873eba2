#include "migrate/commands/build.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "engine/model_files.hpp"
#include "migrate/commands/comparing.hpp"
#include "migrate/commands/export_project.hpp"
#include "units/compiled_units.hpp"

namespace migrate::commands {
namespace {

std::vector<std::string> cpp_paths(const std::vector<engine::ModelFile>& files) {
  std::vector<std::string> paths;
  for (const engine::ModelFile& file : files) {
    if (file.language == engine::ModelLanguage::cpp) paths.push_back(file.path);
  }
  return paths;
}

}  // namespace

output::Report build(const cli::BuildOptions& options, cli::Context& context) {
  const config::Config config = context.load_config();
  const engine::Project project = context.read_project(config);
  std::vector<const units::Unit*> wanted;
  for (const units::Unit& unit : project.units) {
    if (unit.format == units::Format::cpp) wanted.push_back(&unit);
  }
  const std::vector<engine::ModelFile> model_files = find_configured_models(config);
  const std::vector<std::string> models = cpp_paths(model_files);
  const units::Compilation compilation = context.compilation(config, options.jobs);
  output::BuildReport report{.units = wanted.size(), .models = models.size()};
  if (options.output.empty()) {
    units::build_cpp_units(wanted, compilation, compilation.build_directory, models);
    report.directory = context.display_path(compilation.build_directory);
    report.next = "migrate build --output DIRECTORY   (a copy of the project to ship)";
    return report;
  }
  const auto directory = std::filesystem::path(context.working_directory()) / options.output;
  export_project(project, config, model_files, directory, [&](const std::filesystem::path& copy) {
    units::build_cpp_units(wanted, compilation, (copy / ".migrate/build").string(), models);
  });
  report.directory = options.output;
  report.next = "cd " + options.output + " && migrate upgrade head";
  return report;
}

}  // namespace migrate::commands
