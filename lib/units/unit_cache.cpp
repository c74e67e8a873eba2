#include "units/unit_cache.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <utility>

#include <fmt/format.h>

namespace migrate::units {
namespace {

constexpr std::string_view first_line = "migrate-unit 1";
constexpr std::string_view last_line = "end";
constexpr std::string_view library_word = "library ";
constexpr std::string_view header_word = "header ";
constexpr std::size_t digest_size = 64;

struct Entry {
  std::string library{};
  std::vector<HeaderFile> headers{};
};

std::string library_path(const std::string& directory, std::string_view digest) {
  return fmt::format("{}/libraries/{}.so", directory, digest);
}

std::string entry_path(const std::string& directory, const std::string& key) {
  return fmt::format("{}/units/{}", directory, key);
}

bool is_digest(std::string_view text) {
  return text.size() == digest_size &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// Nothing for a file that was not written by store_unit, or not all of it.
std::optional<Entry> read_entry(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line;
  if (!std::getline(file, line) || line != first_line) return std::nullopt;
  Entry entry;
  while (std::getline(file, line)) {
    if (line == last_line && is_digest(entry.library)) return entry;
    if (line.starts_with(library_word)) {
      entry.library = line.substr(library_word.size());
    } else if (line.starts_with(header_word) && line.size() > header_word.size() + digest_size) {
      entry.headers.push_back(
          {.path = line.substr(header_word.size() + digest_size + 1),
           .digest = line.substr(header_word.size(), digest_size)});
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

bool is_unchanged(const HeaderFile& header) {
  return digest_of_file(header.path) == header.digest;
}

}  // namespace

CppLibrary DigestedLibraries::open(const std::string& path, const std::string& digest) {
  const auto found = opened_.find(path);
  if (found != opened_.end()) return found->second;
  if (digest_of_file(path) != digest) return {.failure = "it is not what was written"};
  CppLibrary library = open_library(path);
  if (library.library != nullptr) opened_.emplace(path, library);
  return library;
}

UnitCache::UnitCache(std::vector<std::string> directories) : directories_(std::move(directories)) {}

const abi::Unit* UnitCache::find(const std::string& key, const std::string& revision) {
  for (const std::string& directory : directories_) {
    const auto entry = read_entry(entry_path(directory, key));
    if (!entry || !std::ranges::all_of(entry->headers, is_unchanged)) continue;
    const CppLibrary library =
        libraries_.open(library_path(directory, entry->library), entry->library);
    if (const abi::Unit* const unit = library.find(revision)) return unit;
  }
  return nullptr;
}

std::string store_library(const WorkFolder& folder, const std::string& name) {
  std::string digest = digest_of_file(folder.path() + "/" + name);
  if (digest.empty() || !folder.move(name, library_path(folder.parent(), digest))) return {};
  return digest;
}

void store_unit(
    const WorkFolder& folder,
    const std::string& key,
    std::string_view library,
    const std::vector<HeaderFile>& headers) {
  std::string text = fmt::format("{}\n{}{}\n", first_line, library_word, library);
  for (const HeaderFile& header : headers) {
    if (header.digest.empty() || header.path.find('\n') != std::string::npos) return;
    text += fmt::format("{}{} {}\n", header_word, header.digest, header.path);
  }
  if (folder.write(key, fmt::format("{}{}\n", text, last_line))) {
    folder.move(key, entry_path(folder.parent(), key));
  }
}

}  // namespace migrate::units
