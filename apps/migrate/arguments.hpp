#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migrate/options.hpp"
#include "migrate/output/error_text.hpp"

namespace migrate::cli {

/// A command as the list of them shows it.
struct CommandName {
  std::string_view name;
  std::string_view group;
  std::string_view summary;
};

/// Every command, in the order of the groups.
std::span<const CommandName> command_names();

/// A command line whose command has been found and taken out.
struct Arguments {
  std::string command{};             // empty: there is none
  std::vector<std::string> words{};  // all the others, in order
  bool help{false};                  // `help COMMAND`
  bool version{false};               // --version without a command
};

/// Finds the command among the words; underscores in it and in options become dashes. Errors: usage
/// for a command that does not exist (did you mean).
Arguments find_command(std::span<const std::string> words);

/// The format that the words ask for, also when they cannot be understood otherwise.
Format requested_format(std::span<const std::string> words);

/// Whether `-v` is among the words.
output::Verbosity requested_verbosity(std::span<const std::string> words);

/// Likewise the choice of colour.
ColorChoice requested_color(std::span<const std::string> words);

}  // namespace migrate::cli
