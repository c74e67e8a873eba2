#pragma once

#include <string>
#include <string_view>

#include "support/error.hpp"
#include "units/cpp_source.hpp"

namespace migrate::units {

/// What a compiler of the gcc or clang kind has written (uncoloured, in English, tabs as wide as a
/// space) about one unit alone, as an error: the first that it names, at its place in the unit or,
/// when it lies in another file, at the place of the unit that led there; the whole output as the
/// detail. `wrapper` is the path of the wrapper, whose own errors become invalid_unit.
Error read_diagnostics(
    const CppSource& source,
    std::string_view output,
    const std::string& wrapper,
    const std::string& display_directory);

/// The error for a unit that uses what is nowhere defined.
Error undefined_symbol(const CppSource& source, const std::string& symbol);

}  // namespace migrate::units
