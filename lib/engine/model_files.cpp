#include "engine/model_files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "schema/filter.hpp"

namespace migrate::engine {
namespace {

namespace fs = std::filesystem;

struct Suffix {
  std::string_view text;
  ModelLanguage language;
};

constexpr std::array suffixes{
    Suffix{".sql", ModelLanguage::sql},
    Suffix{".yaml", ModelLanguage::yaml},
    Suffix{".yml", ModelLanguage::yaml},
    Suffix{".cpp", ModelLanguage::cpp},
};

constexpr std::string_view suffix_hint = "models are files that end in .yaml, .yml, .sql or .cpp";

Error refused(const ModelPath& path, std::string message, std::string hint) {
  const Error error(ErrorCode::invalid_config, std::move(message), std::move(hint));
  return path.place ? error.with_place(*path.place) : error;
}

bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

bool is_pattern(std::string_view text) {
  return text.find_first_of("*?") != std::string_view::npos;
}

/// What is in the folder, in the order of the names.
std::vector<fs::path> entries(const ModelPath& path, const fs::path& folder) {
  std::vector<fs::path> result;
  std::error_code failure;
  for (fs::directory_iterator entry(folder, failure); !failure && entry != fs::directory_iterator{};
       entry.increment(failure)) {
    if (!is_hidden(entry->path())) result.push_back(entry->path());
  }
  if (failure) {
    throw refused(
        path,
        fmt::format("the folder {} cannot be read: {}", folder.string(), failure.message()),
        "");
  }
  std::ranges::sort(result);
  return result;
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

/// What is in the folder and fits one part of the path.
std::vector<fs::path> fitting(const ModelPath& path, const fs::path& folder, const fs::path& part) {
  if (!is_pattern(part.string()))
    return is_there(folder / part) ? std::vector{folder / part} : std::vector<fs::path>{};
  if (!is_folder(folder)) return {};
  std::vector<fs::path> found = entries(path, folder);
  std::erase_if(found, [&](const fs::path& entry) {
    return !schema::matches(part.string(), entry.filename().string());
  });
  return found;
}

/// The paths that fit the pattern, which has wild characters in any of its parts.
std::vector<fs::path> expand(const ModelPath& path) {
  std::vector<fs::path> found{"/"};
  for (const fs::path& part : fs::path(path.path).relative_path()) {
    std::vector<fs::path> next;
    for (const fs::path& folder : found)
      std::ranges::move(fitting(path, folder, part), std::back_inserter(next));
    found = std::move(next);
  }
  return found;
}

/// Collects the files of all paths.
class Search final {
 public:
  void add(const ModelPath& path) {
    const auto found = expand(path);
    if (found.empty()) {
      throw refused(
          path,
          is_pattern(path.path) ? fmt::format("no file fits `{}`", path.text)
                                : fmt::format("the model `{}` does not exist", path.text),
          fmt::format("it was looked for as {}", path.path));
    }
    const std::size_t before = seen_;
    for (const fs::path& one : found) {
      if (is_folder(one)) {
        add_folder(path, one);
      } else {
        add_named(path, one);
      }
    }
    if (seen_ > before) return;
    throw refused(
        path, fmt::format("there is no model in `{}`", path.text), std::string(suffix_hint));
  }

  std::vector<ModelFile> files() { return std::move(files_); }

 private:
  void add_folder(const ModelPath& path, const fs::path& folder) {
    for (const fs::path& entry : entries(path, folder)) {
      if (is_folder(entry)) {
        add_folder(path, entry);
      } else if (const auto language = language_of(entry.string())) {
        add_file({.path = entry.string(), .language = *language});
      }
    }
  }

  /// A file that is meant by its name, or fits a pattern.
  void add_named(const ModelPath& path, const fs::path& file) {
    const auto language = language_of(file.string());
    if (language) return add_file({.path = file.string(), .language = *language});
    if (is_pattern(path.path)) return;
    throw refused(path, fmt::format("`{}` is no model", path.text), std::string(suffix_hint));
  }

  void add_file(ModelFile file) {
    ++seen_;
    if (std::ranges::find(files_, file) == files_.end()) files_.push_back(std::move(file));
  }

  std::vector<ModelFile> files_{};
  std::size_t seen_{0};
};

}  // namespace

std::optional<ModelLanguage> language_of(const std::string& path) {
  const std::string suffix = fs::path(path).extension().string();
  const auto found = std::ranges::find(suffixes, suffix, &Suffix::text);
  if (found == suffixes.end()) return std::nullopt;
  return found->language;
}

std::vector<ModelFile> find_model_files(const std::vector<ModelPath>& paths) {
  Search search;
  for (const ModelPath& path : paths)
    search.add(path);
  return search.files();
}

}  // namespace migrate::engine
