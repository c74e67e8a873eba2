#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "migrate/output/report.hpp"

namespace migrate::commands {

/// A folder that a project is begun in.
struct ProjectPlace {
  std::filesystem::path directory{};
  std::string prefix{};  // what the user writes in front of a file there

  std::string path(std::string_view name) const { return (directory / name).string(); }
};

/// Creates the folder of the units unless it exists.
output::FileEntry make_versions(const ProjectPlace& place);

/// Writes alembic.yaml unless it exists.
output::FileEntry make_config(const ProjectPlace& place, const std::string& text);

/// Adds the lines that .gitignore lacks; what is there stays.
output::FileEntry make_ignore_file(const ProjectPlace& place);

}  // namespace migrate::commands
