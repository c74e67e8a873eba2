#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "support/interrupt.hpp"

namespace migrate::units {

/// How C++ units are compiled, and where what came of it is kept.
struct Compilation {
  /// Empty: the first of c++, g++ and clang++ on the search path. May have arguments: "ccache g++".
  std::string compiler{};
  std::vector<std::string> flags{};              // the user's own, behind ours
  std::vector<std::string> include{};            // folders, absolute
  std::string search_path{};                     // PATH
  std::string build_directory{};                 // where a shipped build may lie
  std::vector<std::string> cache_directories{};  // the first that can be written is used
  std::string display_directory{};               // paths in errors are relative to this
  unsigned jobs{0};                              // 0: as many as there are cores
  const support::Interrupt* interrupt{nullptr};
  std::function<void(std::string_view)> on_note{};  // a line for people, no full stop
};

}  // namespace migrate::units
