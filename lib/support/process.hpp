#pragma once

#include <string>

namespace migrate::support {

/// Runs `command` by `sh -c` with the terminal of this process, signals at their defaults, and
/// waits. The exit status; 128 + N when signal N ended it.
int run_shell(const std::string& command);

/// The word in single quotes, safe to stand in a shell command.
std::string shell_quote(const std::string& word);

}  // namespace migrate::support
