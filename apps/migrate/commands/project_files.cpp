#include "migrate/commands/project_files.hpp"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "migrate/templates.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace migrate::commands {

using output::FileEntry;
using output::FileStatus;

namespace {

bool has_line(std::string_view text, std::string_view line) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (text.substr(0, end) == line) return true;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return false;
}

void append(const std::string& path, const std::string& text) {
  std::FILE* const file = std::fopen(path.c_str(), "ae");
  const bool written =
      file != nullptr && std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const bool closed = file != nullptr && std::fclose(file) == 0;
  if (written && closed) return;
  throw Error(ErrorCode::invalid_config, fmt::format("cannot write {}", path));
}

}  // namespace

FileEntry make_versions(const ProjectPlace& place) {
  FileEntry entry{.path = place.prefix + "versions/", .purpose = "migration units go here"};
  std::error_code failure;
  const bool created = std::filesystem::create_directories(place.path("versions"), failure);
  if (failure) {
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("cannot create the folder {}: {}", entry.path, failure.message()));
  }
  entry.status = created ? FileStatus::created : FileStatus::kept;
  return entry;
}

FileEntry make_config(const ProjectPlace& place, const std::string& text) {
  FileEntry entry{.path = place.prefix + "alembic.yaml", .purpose = "settings"};
  const std::string path = place.path("alembic.yaml");
  entry.status = support::file_exists(path) ? FileStatus::kept : FileStatus::created;
  if (entry.status == FileStatus::created) support::write_new_file(path, text);
  return entry;
}

FileEntry make_ignore_file(const ProjectPlace& place) {
  FileEntry entry{.path = place.prefix + ".gitignore", .purpose = "databases and .env"};
  const std::string path = place.path(".gitignore");
  const auto present = support::find_file_content(path);
  std::string missing;
  for (const std::string_view line : cli::ignored_files()) {
    if (!present || !has_line(*present, line)) missing += fmt::format("{}\n", line);
  }
  if (!present) {
    support::write_new_file(path, missing);
  } else if (missing.empty()) {
    entry.status = FileStatus::kept;
  } else {
    entry.status = FileStatus::changed;
    const bool needs_line_end = !present->empty() && !present->ends_with('\n');
    append(path, (needs_line_end ? "\n" : "") + missing);
  }
  return entry;
}

}  // namespace migrate::commands
