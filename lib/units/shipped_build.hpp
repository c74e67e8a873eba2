#pragma once

#include <map>
#include <string>
#include <vector>

#include "units/cpp_source.hpp"
#include "units/unit_cache.hpp"
#include "units/work_folder.hpp"

namespace migrate::units {

/// A unit of a shipped build.
struct ShippedUnit {
  std::string digest{};               // of its source
  std::string library{};              // digest of the library that holds it
  std::vector<HeaderFile> headers{};  // their paths from the folder of the unit

  friend bool operator==(const ShippedUnit&, const ShippedUnit&) = default;
};

using ShippedUnits = std::map<std::string, ShippedUnit>;  // by revision

/// The units of a project, compiled where there is a compiler, to be used where there is none.
///
///   <directory>/manifest      migrate-build 1; unit <revision> <digest> <library>, each with its
///                             lines header <digest> <path>; end
///   <directory>/<digest>.so
class ShippedBuild final {
 public:
  /// Reads the manifest in the directory; when there is none, the build is empty. Errors:
  /// compile_error for a file that is no manifest.
  explicit ShippedBuild(std::string directory);

  /// The unit; null: it is not in the build, or it or a header of it
  /// has been edited since (a header that is not there has not). Errors: compile_error when its
  /// library is missing, is not what was written, or was made for another version of abi.
  const abi::Unit* find(const CppSource& source);

  /// Whether the build holds the revision, edited since or not.
  bool has(const std::string& revision) const { return units_.contains(revision); }

 private:
  const ShippedUnit* find_unedited(const CppSource& source) const;
  const abi::Unit& find(const std::string& revision, const CppLibrary& opened) const;

  std::string directory_;
  ShippedUnits units_{};
  DigestedLibraries libraries_{};
};

/// Makes these units the build in the directory that the work folder is in, its libraries being
/// files `<digest>.so` of the work folder. Whoever reads meanwhile finds the old build or the new
/// one. The paths of the files that the build has. Errors: compile_error when it cannot be written.
std::vector<std::string> write_build(const WorkFolder& folder, const ShippedUnits& units);

}  // namespace migrate::units
