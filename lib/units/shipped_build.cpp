#include "units/shipped_build.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/file.hpp"

namespace migrate::units {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view first_line = "migrate-build 1";
constexpr std::string_view last_line = "end";
constexpr std::string_view manifest_name = "manifest";
constexpr std::string_view library_suffix = ".so";
constexpr const char* build_again = "run `migrate build` again with this version of migrate";

std::string manifest_path(const std::string& directory) {
  return fmt::format("{}/{}", directory, manifest_name);
}

std::string library_name(std::string_view digest) {
  return fmt::format("{}{}", digest, library_suffix);
}

Error no_manifest(const std::string& path) {
  return {
      ErrorCode::compile_error,
      fmt::format("{} is not the manifest of a build of C++ units", path),
      build_again};
}

/// The rest of the line without the space that separates it.
std::string take_rest(std::istringstream& line) {
  std::string rest;
  std::getline(line >> std::ws, rest);
  return rest;
}

/// Reads one line of a manifest; false: it is none.
bool read_line(const std::string& text, ShippedUnits& units, std::string& revision) {
  std::istringstream line(text);
  std::string word;
  line >> word;
  if (word == "unit") {
    ShippedUnit unit;
    line >> revision >> unit.digest >> unit.library;
    units[revision] = std::move(unit);
    return !line.fail();
  }
  if (word != "header" || revision.empty()) return false;
  HeaderFile header;
  line >> header.digest;
  header.path = take_rest(line);
  units[revision].headers.push_back(std::move(header));
  return !line.fail();
}

ShippedUnits read_manifest(const std::string& path) {
  const auto text = support::find_file_content(path);
  if (!text) return {};
  std::istringstream lines(*text);
  std::string line;
  if (!std::getline(lines, line) || line != first_line) throw no_manifest(path);
  ShippedUnits units;
  std::string revision;
  while (std::getline(lines, line) && line != last_line) {
    if (!read_line(line, units, revision)) throw no_manifest(path);
  }
  if (line != last_line) throw no_manifest(path);
  return units;
}

std::string write_manifest(const ShippedUnits& units) {
  std::string text = fmt::format("{}\n", first_line);
  for (const auto& [revision, unit] : units) {
    text += fmt::format("unit {} {} {}\n", revision, unit.digest, unit.library);
    for (const HeaderFile& header : unit.headers)
      text += fmt::format("header {} {}\n", header.digest, header.path);
  }
  return text + fmt::format("{}\n", last_line);
}

bool is_edited(const HeaderFile& header, const std::string& directory) {
  const std::string digest = digest_of_file((fs::path(directory) / header.path).string());
  return !digest.empty() && digest != header.digest;
}

void remove_other_libraries(const std::string& directory, const std::set<std::string>& kept) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    const std::string name = entry.path().filename().string();
    const bool is_ours = name.size() == 64 + library_suffix.size() &&
                         name.ends_with(library_suffix) &&
                         name.find_first_not_of("0123456789abcdef") == 64;
    if (is_ours && !kept.contains(name)) fs::remove(entry.path(), ignored);
  }
}

}  // namespace

ShippedBuild::ShippedBuild(std::string directory) : directory_(std::move(directory)) {
  if (!directory_.empty()) units_ = read_manifest(manifest_path(directory_));
}

const abi::Unit* ShippedBuild::find(const CppSource& source) {
  // A build may be written anew between the reading of its manifest and of a library.
  constexpr int most_readings = 5;
  for (int i = 1;; ++i) {
    const ShippedUnit* const shipped = find_unedited(source);
    if (shipped == nullptr) return nullptr;
    const std::string path = fmt::format("{}/{}", directory_, library_name(shipped->library));
    const CppLibrary opened = libraries_.open(path, shipped->library);
    if (opened.library != nullptr) return &find(source.revision, opened);
    if (i == most_readings) {
      throw Error(
          ErrorCode::compile_error,
          fmt::format("the build of C++ units cannot be used: {}: {}", path, opened.failure),
          build_again);
    }
    units_ = read_manifest(manifest_path(directory_));
  }
}

const ShippedUnit* ShippedBuild::find_unedited(const CppSource& source) const {
  const auto found = units_.find(source.revision);
  if (found == units_.end() || found->second.digest != source.digest) return nullptr;
  for (const HeaderFile& header : found->second.headers) {
    if (is_edited(header, source.directory)) return nullptr;
  }
  return &found->second;
}

const abi::Unit& ShippedBuild::find(const std::string& revision, const CppLibrary& opened) const {
  if (opened.library->version != abi::version) {
    throw Error(
        ErrorCode::compile_error,
        fmt::format(
            "the build of C++ units in {} was made for version {} of the interface to units, and "
            "this migrate has version {}",
            directory_,
            opened.library->version,
            abi::version),
        build_again);
  }
  const abi::Unit* const unit = opened.find(revision);
  if (unit == nullptr) throw no_manifest(manifest_path(directory_));
  return *unit;
}

std::vector<std::string> write_build(const WorkFolder& folder, const ShippedUnits& units) {
  const std::string& directory = folder.parent();
  std::set<std::string> libraries;
  for (const auto& [revision, unit] : units)
    libraries.insert(library_name(unit.library));
  // The manifest last: it names libraries that are there.
  std::vector<std::string> files(libraries.begin(), libraries.end());
  files.emplace_back(manifest_name);
  bool is_written = folder.write(manifest_name, write_manifest(units));
  for (std::string& file : files) {
    const std::string name = std::exchange(file, fmt::format("{}/{}", directory, file));
    is_written = is_written && folder.move(name, file);
  }
  if (!is_written) {
    throw Error(ErrorCode::compile_error, fmt::format("cannot write the build in {}", directory));
  }
  remove_other_libraries(directory, libraries);
  return files;
}

}  // namespace migrate::units
