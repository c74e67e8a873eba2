#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "units/compilation.hpp"
#include "units/compiler.hpp"
#include "units/cpp_library.hpp"
#include "units/cpp_source.hpp"
#include "units/work_folder.hpp"

namespace migrate::units {

/// Units that were compiled into one library, which has been opened.
struct CompiledGroup {
  std::vector<const CppSource*> members{};
  std::string file{};  // its name in the work folder
  CppLibrary library{};
  std::vector<HeaderFile> headers{};  // of the user's, that went into it
  bool is_stable{false};              // no file that went into it has changed meanwhile
};

/// A unit that does not compile.
struct FailedUnit {
  const CppSource* source{nullptr};
  Error error;
};

/// What came of compiling units.
struct Compiled {
  std::vector<CompiledGroup> groups{};
  std::vector<FailedUnit> failed{};  // when there are many, not all of them
};

/// Units that can be compiled together, at most `size` in each group: those that include the same
/// headers, and plain ones only.
std::vector<std::vector<const CppSource*>> make_groups(
    const std::vector<const CppSource*>& sources, std::size_t size);

/// Compiles the groups, as many at once as the compilation says. A group that does not compile is
/// cut in two, until it is clear which units are to blame; the others still compile. Errors:
/// compile_error when the compiler cannot be started or nothing can be written; interrupted.
Compiled compile_groups(
    const std::vector<std::vector<const CppSource*>>& groups,
    const Compiler& compiler,
    const Compilation& compilation,
    const Workplace& place);

/// How many compilers run at once.
unsigned jobs_of(const Compilation& compilation);

}  // namespace migrate::units
