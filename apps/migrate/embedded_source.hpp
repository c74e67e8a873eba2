#pragma once

#include <string>
#include <vector>

#include "units/unit.hpp"

namespace migrate::cli {

/// A unit that is to become a part of a program.
struct EmbeddedUnit {
  const units::Unit* unit{nullptr};
  std::string path{};  // as the program is to call it in errors
};

/// The files that make units a part of a program.
struct EmbeddedSource {
  std::string header{};  // NAME_migrations.hpp
  std::string source{};  // NAME_migrations.cpp
};

/// Writes a function `NAME_migrations()` that returns the units: their texts, and the C++ units
/// themselves, each in a namespace of its own. The same units give the same text. Errors: usage for
/// a name that is no identifier; unsupported for a C++ unit with preprocessor lines that do not
/// allow it; those of units::read_cpp_source.
EmbeddedSource write_embedded(const std::vector<EmbeddedUnit>& units, const std::string& name);

}  // namespace migrate::cli
