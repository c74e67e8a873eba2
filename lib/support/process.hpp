#pragma once

#include <string>
#include <vector>

#include "support/interrupt.hpp"

namespace migrate::support {

/// Runs `command` by `sh -c` with the terminal of this process, signals at their defaults, and
/// waits. The exit status; 128 + N when signal N ended it.
int run_shell(const std::string& command);

/// The word in single quotes, safe to stand in a shell command.
std::string shell_quote(const std::string& word);

/// A program to start.
struct Command {
  std::vector<std::string> arguments{};    // the path of the program, then what it is given
  std::vector<std::string> environment{};  // "NAME=value", over what this process has

  friend bool operator==(const Command&, const Command&) = default;
};

/// How a program has ended.
struct Outcome {
  int status{0};          // its exit status
  int signal{0};          // the signal that ended it, if one did
  std::string failure{};  // why it could not be started
  std::string output{};   // what it wrote, standard output and standard error together

  bool is_success() const { return status == 0 && signal == 0 && failure.empty(); }

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

/// Runs the commands, `jobs` at once (at least one), each with nothing to read and with signals at
/// their defaults; how they ended, in their order. When the interrupt, which may be null, is
/// requested, the running ones are ended, with all that they have started: Error{interrupted}.
std::vector<Outcome> run_all(
    const std::vector<Command>& commands, unsigned jobs, const Interrupt* interrupt);

/// The absolute path of the program of this name: itself when it has a slash, else the first one on
/// the `search_path`, folders with a colon between them. Empty: there is none.
std::string find_program(const std::string& name, const std::string& search_path);

}  // namespace migrate::support
