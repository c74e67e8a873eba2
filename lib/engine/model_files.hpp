#pragma once

#include <optional>
#include <string>
#include <vector>

#include "support/error.hpp"

namespace migrate::engine {

/// A file with models, a folder of them, or a pattern (`*` and `?` stand for characters within a
/// name).
struct ModelPath {
  std::string text{};  // as the user has written it
  std::string path{};  // absolute
  std::optional<support::Place> place{};

  friend bool operator==(const ModelPath&, const ModelPath&) = default;
};

/// The language that models are declared in.
enum class ModelLanguage { sql, yaml, cpp };

struct ModelFile {
  std::string path{};  // absolute
  ModelLanguage language{ModelLanguage::yaml};

  friend bool operator==(const ModelFile&, const ModelFile&) = default;
};

/// The language by the suffix of the path: .sql, .yaml, .yml, .cpp; nothing for any other.
std::optional<ModelLanguage> language_of(const std::string& path);

/// The files that the paths stand for, each once: those of a folder, and of the folders in it, in
/// the order of their names; hidden ones are passed over, and so is in a folder whatever has
/// another suffix. Errors: invalid_config, with the path's place, for one that nothing is found
/// for, and for a file with a suffix that no model has.
std::vector<ModelFile> find_model_files(const std::vector<ModelPath>& paths);

}  // namespace migrate::engine
