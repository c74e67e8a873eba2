#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "config/config.hpp"
#include "engine/model_files.hpp"
#include "engine/project.hpp"

namespace migrate::commands {

/// Copies a project (alembic.yaml, its units and its models) to `directory`, complete or not at
/// all: it is put together beside it, finished by `finish`, and renamed. An earlier export is
/// replaced. Errors: usage for a directory that holds something else, and for version locations and
/// models outside the project's folder; invalid_config for what cannot be read or written.
void export_project(
    const engine::Project& project,
    const config::Config& config,
    const std::vector<engine::ModelFile>& models,
    const std::filesystem::path& directory,
    const std::function<void(const std::filesystem::path& copy)>& finish);

}  // namespace migrate::commands
