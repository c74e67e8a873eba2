#include "migrate/commands/export_project.hpp"

#include <set>
#include <string>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "support/error.hpp"

namespace migrate::commands {
namespace {

namespace fs = std::filesystem;

/// A folder that is removed again unless it is kept.
class Staging final {
 public:
  explicit Staging(fs::path path) : path_(std::move(path)) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Staging() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// The path of a file of the project, relative to its folder.
fs::path relative(const std::string& path, const config::Config& config) {
  fs::path result = fs::path(path).lexically_relative(config.directory);
  if (!result.empty() && *result.begin() != "..") return result;
  throw Error(
      ErrorCode::usage,
      fmt::format("{} lies outside of the project's folder", path),
      "what is shipped must lie beside or below alembic.yaml");
}

void copy_to(const fs::path& from, const fs::path& to) {
  fs::create_directories(to.parent_path());
  fs::copy_file(from, to);
}

/// What an export puts into its folder.
std::set<fs::path> own_entries(
    const config::Config& config, const std::vector<engine::ModelFile>& models) {
  std::set<fs::path> entries{"alembic.yaml", ".migrate"};
  for (const std::string& location : config.version_locations)
    entries.insert(*relative(location, config).begin());
  for (const engine::ModelFile& model : models)
    entries.insert(*relative(model.path, config).begin());
  return entries;
}

/// Replacing the folder must not take away what somebody else has put there: a database, say.
void check_target(
    const fs::path& directory,
    const config::Config& config,
    const std::vector<engine::ModelFile>& models) {
  if (!fs::exists(directory)) return;
  constexpr std::string_view hint = "name a folder that does not exist yet";
  if (!fs::is_directory(directory)) {
    throw Error(
        ErrorCode::usage, fmt::format("{} is no folder", directory.string()), std::string(hint));
  }
  const std::set<fs::path> own = own_entries(config, models);
  for (const fs::directory_entry& entry : fs::directory_iterator(directory)) {
    if (own.contains(entry.path().filename())) continue;
    throw Error(
        ErrorCode::usage,
        fmt::format(
            "{} holds {}, which no build has put there",
            directory.string(),
            entry.path().filename().string()),
        std::string(hint));
  }
}

/// `to` is `from` afterwards; what was there before goes.
void replace(const fs::path& from, const fs::path& to) {
  const fs::path before = from.string() + ".before";
  fs::remove_all(before);
  if (fs::exists(to)) fs::rename(to, before);
  fs::rename(from, to);
  fs::remove_all(before);
}

}  // namespace

void export_project(
    const engine::Project& project,
    const config::Config& config,
    const std::vector<engine::ModelFile>& models,
    const fs::path& directory,
    const std::function<void(const fs::path& copy)>& finish) {
  try {
    fs::path target = directory.lexically_normal();
    if (!target.has_filename()) target = target.parent_path();
    check_target(target, config, models);
    const Staging staging(
        target.parent_path() / fmt::format(".{}.{}", target.filename().string(), ::getpid()));
    copy_to(config.path, staging.path() / "alembic.yaml");
    for (const std::string& location : config.version_locations)
      fs::create_directories(staging.path() / relative(location, config));
    for (const units::Unit& unit : project.units)
      copy_to(unit.path, staging.path() / relative(unit.path, config));
    for (const engine::ModelFile& model : models)
      copy_to(model.path, staging.path() / relative(model.path, config));
    finish(staging.path());
    replace(staging.path(), target);
  } catch (const fs::filesystem_error& error) {
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("cannot write {}: {}", directory.string(), error.code().message()));
  }
}

}  // namespace migrate::commands
