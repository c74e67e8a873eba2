#pragma once

#include <span>
#include <string>

namespace computor {

/// What the command line asks for.
struct Arguments {
  std::string database{"sqlite:///computor.db"};
  bool migrate{false};
  bool help{false};
};

inline constexpr const char* usage =
    "usage: computor [--database URL] [--migrate]\n"
    "\n"
    "  --database URL   postgresql://... or sqlite:///... (default: sqlite:///computor.db)\n"
    "  --migrate        bring the database up to date first\n";

/// Throws std::invalid_argument for a word that it does not know.
Arguments parse(std::span<char* const> words);

}  // namespace computor
