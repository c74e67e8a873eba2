#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migrate::units {

/// The preprocessor lines of a C++ unit, as far as they say whether it can be compiled together
/// with others.
struct Directives {
  std::vector<std::string> includes{};  // with their quotes: `<string>`, `"ours.hpp"`
  std::vector<std::string> macros{};    // that it defines
  bool is_plain{true};                  // headers first, then perhaps macros, and nothing else

  /// Whether a header is looked for in the folder of the unit.
  bool has_own_headers() const;

  friend bool operator==(const Directives&, const Directives&) = default;
};

/// Reads line by line: what only looks like a directive, in a comment say, counts as one.
Directives read_directives(std::string_view text);

}  // namespace migrate::units
