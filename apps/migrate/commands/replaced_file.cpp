#include "migrate/commands/replaced_file.hpp"

#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "support/error.hpp"
#include "support/file.hpp"

namespace migrate::commands {

output::FileEntry replace_file(
    const std::filesystem::path& path,
    const std::string& text,
    const std::filesystem::path& shown) {
  output::FileEntry entry{.path = shown.string()};
  const auto present = support::find_file_content(path.string());
  if (present == text) {
    entry.status = output::FileStatus::kept;
    return entry;
  }
  const std::filesystem::path fresh = fmt::format("{}.{}", path.string(), ::getpid());
  support::write_new_file(fresh.string(), text);
  std::error_code failure;
  std::filesystem::rename(fresh, path, failure);
  if (failure) {
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("cannot write {}: {}", shown.string(), failure.message()));
  }
  if (present) entry.status = output::FileStatus::changed;
  return entry;
}

}  // namespace migrate::commands
