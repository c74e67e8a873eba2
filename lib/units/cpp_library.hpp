#pragma once

#include <migrate/abi.hpp>

#include <string>

namespace migrate::units {

/// A library of compiled units that has been opened, or why it could not be. It is never closed:
/// what it holds lives as long as the process.
struct CppLibrary {
  const abi::Library* library{nullptr};
  std::string failure{};           // as the loader says it
  std::string undefined_symbol{};  // when that is the failure: its name, readable

  /// The unit of this revision; null: it is not in the library, or made for another version of abi.
  const abi::Unit* find(const std::string& revision) const;
};

/// Opens a library, all of whose symbols must be found now. Its version is not looked at.
CppLibrary open_library(const std::string& path);

}  // namespace migrate::units
