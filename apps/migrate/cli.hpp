#pragma once

#include <span>
#include <string>

#include "migrate/options.hpp"

namespace migrate::cli {

/// Understands a command line (without the program's name). Errors: usage, naming the word that is
/// wrong.
Invocation parse(std::span<const std::string> words);

}  // namespace migrate::cli
