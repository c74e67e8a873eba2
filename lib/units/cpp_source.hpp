#pragma once

#include <string>

#include "support/source.hpp"
#include "units/directives.hpp"
#include "units/unit.hpp"

namespace migrate::units {

/// A C++ unit as it lies on the disk.
struct CppSource {
  std::string revision{};
  std::string path{};       // absolute
  std::string directory{};  // of the file
  support::Source source{};
  std::string digest{};
  Directives directives{};

  friend bool operator==(const CppSource&, const CppSource&) = default;
};

/// Reads the file of a unit; its path in errors is relative to `display_directory`. Errors:
/// invalid_config when it cannot be read; invalid_unit for a path that no `#include` can name.
CppSource read_cpp_source(const Unit& unit, const std::string& display_directory);

/// A header that a unit includes, as it was when the unit was compiled.
struct HeaderFile {
  std::string path{};
  std::string digest{};

  friend bool operator==(const HeaderFile&, const HeaderFile&) = default;
};

/// The SHA-256 digest of a file; empty when it cannot be read.
std::string digest_of_file(const std::string& path);

}  // namespace migrate::units
