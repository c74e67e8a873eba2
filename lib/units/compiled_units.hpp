#pragma once

#include <migrate/abi.hpp>

#include <string>
#include <vector>

#include "units/compilation.hpp"
#include "units/cpp_source.hpp"
#include "units/unit.hpp"

namespace migrate::units {

/// The compiled form of each unit, in the same order; valid for the rest of the process. A unit is
/// looked for in the shipped build, then in the caches; what is in neither is compiled, several
/// units at a time, and kept in a cache. When nothing has to be compiled, nothing is written.
///
/// Errors: compile_error, with its place, for a unit that does not compile or when there is no
/// compiler; for a shipped build that this program cannot use; invalid_unit for a unit with
/// neither `upgrade` nor `change`, with both, or with another signature; interrupted. Of several
/// units that do not compile it is the first one's, and its state names others; those that do
/// compile are kept all the same.
std::vector<const abi::Unit*> load_cpp_units(
    const std::vector<const Unit*>& units, const Compilation& compilation);

/// The same for files that have been read, units or models. Errors: invalid_config for a model
/// without `declare`, or with another signature.
std::vector<const abi::Unit*> load_cpp_sources(
    const std::vector<CppSource>& sources, const Compilation& compilation);

/// Compiles all the units, and the models at these paths, and writes them into the directory, for
/// `build_directory` of another place or machine with the same system. What was built there before
/// is replaced as a whole; the same units and compiler give the same bytes. The paths of the files
/// that were written. Errors: those of load_cpp_units.
std::vector<std::string> build_cpp_units(
    const std::vector<const Unit*>& units,
    const Compilation& compilation,
    const std::string& directory,
    const std::vector<std::string>& models = {});

}  // namespace migrate::units
