#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "units/cpp_library.hpp"
#include "units/cpp_source.hpp"
#include "units/work_folder.hpp"

namespace migrate::units {

/// Opens the libraries that are named by the SHA-256 digest of their bytes, each once. A file with
/// other bytes is not opened.
class DigestedLibraries final {
 public:
  CppLibrary open(const std::string& path, const std::string& digest);

 private:
  std::map<std::string, CppLibrary> opened_{};  // by path
};

/// Compiled units in folders: an entry for each, which names the library that holds it and the
/// headers that it was made of. Whatever is not as it was written counts as missing. Several
/// processes may use one folder.
///
///   <folder>/units/<key>            migrate-unit 1, library <digest>, header <digest> <path> ...
///   <folder>/libraries/<digest>.so
class UnitCache final {
 public:
  explicit UnitCache(std::vector<std::string> directories);

  /// The unit that was stored under this key; null: none, or a header of it has changed.
  const abi::Unit* find(const std::string& key, const std::string& revision);

 private:
  std::vector<std::string> directories_;
  DigestedLibraries libraries_{};
};

/// Puts a library that lies in the work folder into the cache that the folder is in; its digest.
/// Empty: it cannot be put there.
std::string store_library(const WorkFolder& folder, const std::string& name);

/// Puts the entry of a unit beside it. Without effect when it cannot be written.
void store_unit(
    const WorkFolder& folder,
    const std::string& key,
    std::string_view library,
    const std::vector<HeaderFile>& headers);

}  // namespace migrate::units
