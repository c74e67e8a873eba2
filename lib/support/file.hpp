#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace migrate::support {

/// The bytes of a file; nothing when it does not exist. Throws Error{invalid_config} when it exists
/// and cannot be read.
std::optional<std::string> find_file_content(const std::string& path);

/// The bytes of a file. Throws Error{invalid_config} naming the file and the reason.
std::string read_file(const std::string& path);

/// Creates a file that is complete or absent, whatever happens midway: written under another name
/// in the same folder, then linked. Creates missing parent folders. Throws Error{usage} when the
/// file exists, Error{invalid_config} when it cannot be written.
void write_new_file(const std::string& path, std::string_view content);

bool file_exists(const std::string& path);

/// The path as a user in `directory` would write it: relative when it lies below, unchanged
/// otherwise.
std::string display_path(const std::string& path, const std::string& directory);

}  // namespace migrate::support
