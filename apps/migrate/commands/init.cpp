#include "migrate/commands/init.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "migrate/templates.hpp"
#include "support/file.hpp"

namespace migrate::commands {
namespace {

using output::FileEntry;
using output::FileStatus;

/// A folder that a project is begun in.
struct Place {
  std::filesystem::path directory{};
  std::string prefix{};  // what the user writes in front of a file there

  std::string path(std::string_view name) const { return (directory / name).string(); }
};

FileEntry make_versions(const Place& place) {
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

FileEntry make_config(const Place& place, const std::string& text) {
  FileEntry entry{.path = place.prefix + "alembic.yaml", .purpose = "settings"};
  const std::string path = place.path("alembic.yaml");
  entry.status = support::file_exists(path) ? FileStatus::kept : FileStatus::created;
  if (entry.status == FileStatus::created) support::write_new_file(path, text);
  return entry;
}

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

/// Adds the lines that are missing; what is there stays.
FileEntry make_ignore_file(const Place& place) {
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

Place place_of(const cli::InitOptions& options, const cli::Context& context) {
  const std::filesystem::path written = std::filesystem::path(options.directory) / "";
  Place place{.directory = context.working_directory() / written};
  const std::string shown = written.lexically_normal().string();
  if (shown != "./" && shown != ".") place.prefix = shown;
  return place;
}

}  // namespace

output::Report init(const cli::InitOptions& options, cli::Context& context) {
  const std::string text = cli::configuration_text(options.template_name, context.options().url);
  const Place place = place_of(options, context);
  output::InitReport report;
  report.files.push_back(make_versions(place));
  report.files.push_back(make_ignore_file(place));
  report.files.insert(report.files.begin(), make_config(place, text));
  const bool changed = std::ranges::any_of(
      report.files, [](const FileEntry& file) { return file.status != FileStatus::kept; });
  const std::string enter = place.prefix.empty() ? "" : fmt::format("cd {} && ", place.prefix);
  report.next = changed ? enter + "migrate revision -m \"create users\"" : "";
  return report;
}

}  // namespace migrate::commands
