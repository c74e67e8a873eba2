#include "migrate/commands/export_project.hpp"

#include <string>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "support/error.hpp"

namespace migrate::commands {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view build_folder = ".migrate/build";

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
  const fs::path result = fs::path(path).lexically_relative(config.directory);
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

void check_target(const fs::path& directory) {
  if (!fs::exists(directory)) return;
  const bool is_ours = fs::exists(directory / build_folder);
  if (fs::is_directory(directory) && (is_ours || fs::is_empty(directory))) return;
  throw Error(
      ErrorCode::usage,
      fmt::format("{} is there already, and no earlier build", directory.string()),
      "name a folder that does not exist yet");
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
    const fs::path& directory,
    const std::function<void(const fs::path& copy)>& finish) {
  try {
    fs::path target = directory.lexically_normal();
    if (!target.has_filename()) target = target.parent_path();
    check_target(target);
    const Staging staging(
        target.parent_path() / fmt::format(".{}.{}", target.filename().string(), ::getpid()));
    copy_to(config.path, staging.path() / "alembic.yaml");
    for (const std::string& location : config.version_locations)
      fs::create_directories(staging.path() / relative(location, config));
    for (const units::Unit& unit : project.units)
      copy_to(unit.path, staging.path() / relative(unit.path, config));
    finish(staging.path());
    replace(staging.path(), target);
  } catch (const fs::filesystem_error& error) {
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("cannot write {}: {}", directory.string(), error.code().message()));
  }
}

}  // namespace migrate::commands
