#pragma once

#include <filesystem>
#include <string>

#include "migrate/output/report.hpp"

namespace migrate::commands {

/// Writes the file, in place of the one that is there; at no time is half of it there. `shown` is
/// the path as the user would write it. Errors: invalid_config when it cannot be written.
output::FileEntry replace_file(
    const std::filesystem::path& path, const std::string& text, const std::filesystem::path& shown);

}  // namespace migrate::commands
