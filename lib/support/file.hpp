#pragma once

#include <string>
#include <string_view>

namespace migrate::support {

/// The bytes of a file. Throws Error{code invalid_config} style errors only through `on_missing`; see the overload.
std::string read_file(const std::string& path);

/// Creates a file that is complete or absent, whatever happens midway: written under another name in the same folder,
/// then linked. Refuses to replace an existing file. Creates missing parent folders.
void write_new_file(const std::string& path, std::string_view content);

bool file_exists(const std::string& path);

/// The path as a user in `directory` would write it: relative when it lies below, absolute otherwise.
std::string display_path(const std::string& path, const std::string& directory);

}  // namespace migrate::support
