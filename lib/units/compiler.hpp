#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/process.hpp"
#include "units/compilation.hpp"
#include "units/cpp_source.hpp"

namespace migrate::units {

/// A C++ compiler with the options that units are compiled with.
class Compiler final {
 public:
  /// The compiler of the compilation; nothing when there is none.
  static std::optional<Compiler> find(const Compilation& compilation);

  /// The path of the program.
  const std::string& path() const { return words_.front(); }

  /// What the compiled form of the unit depends on, its own headers aside, as a digest.
  std::string key(const CppSource& source) const;

  /// Compiles `<stem>.cpp`, a wrapper, into the library `<stem>.so`, and lists in `<stem>.d` the
  /// files that went into it; all in `folder`. `sdk` is the folder with the headers of the SDK.
  support::Command command(
      const std::string& folder, const std::string& stem, const std::string& sdk) const;

 private:
  std::vector<std::string> words_{};    // the program and what is always given to it
  std::vector<std::string> options_{};  // flags and folders of the user
  std::string prefix_map_{};            // keeps the project's place out of what is compiled
  std::string identity_{};              // of all that is not the source
};

/// The absolute paths in a list of files as a compiler writes it (`target: file file`).
std::vector<std::string> read_dependencies(std::string_view text);

/// Error{compile_error}: there is no compiler for this unit. `is_older` when a shipped build holds
/// the unit as it was once.
Error no_compiler(const Compilation& compilation, const CppSource& source, bool is_older);

}  // namespace migrate::units
