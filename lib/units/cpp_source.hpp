#pragma once

#include <string>
#include <string_view>

#include "support/error.hpp"
#include "support/source.hpp"
#include "units/directives.hpp"
#include "units/unit.hpp"

namespace migrate::units {

/// What a C++ file must define: `upgrade` and its like, or `declare`.
enum class CppKind { unit, model };

/// A C++ unit, or a model, as it lies on the disk.
struct CppSource {
  CppKind kind{CppKind::unit};
  std::string revision{};   // of a model: a name made of its digest
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

/// The same for the file of a model, whose path is absolute. Errors: invalid_config.
CppSource read_model_source(const std::string& path, const std::string& display_directory);

/// The code of an error in what such a file says: invalid_unit, or invalid_config for a model.
ErrorCode invalid(CppKind kind);

/// "unit" or "model".
std::string_view name(CppKind kind);

/// A header that a unit includes, as it was when the unit was compiled.
struct HeaderFile {
  std::string path{};
  std::string digest{};

  friend bool operator==(const HeaderFile&, const HeaderFile&) = default;
};

/// The SHA-256 digest of a file; empty when it cannot be read.
std::string digest_of_file(const std::string& path);

}  // namespace migrate::units
