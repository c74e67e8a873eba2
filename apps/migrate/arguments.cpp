#include "migrate/arguments.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include <fmt/format.h>

#include "support/error.hpp"
#include "support/suggest.hpp"

namespace migrate::cli {
namespace {

constexpr std::array commands{
    CommandName{"init", "Start", "create a project: alembic.yaml and versions/"},
    CommandName{"list-templates", "Start", "list what `init --template` takes"},
    CommandName{"revision", "Write", "create a migration unit"},
    CommandName{"merge", "Write", "create a unit that joins several heads"},
    CommandName{"edit", "Write", "open a unit in your editor"},
    CommandName{"upgrade", "Apply", "apply revisions up to a target"},
    CommandName{"downgrade", "Apply", "take revisions back down to a target"},
    CommandName{"stamp", "Apply", "record a revision without running anything"},
    CommandName{"ensure-version", "Apply", "create the version table"},
    CommandName{"build", "Ship", "compile the C++ units, for machines without a compiler"},
    CommandName{"embed", "Ship", "write the units as C++, to link them into a program"},
    CommandName{"current", "Inspect", "show where the database is"},
    CommandName{"history", "Inspect", "list the revisions, newest first"},
    CommandName{"heads", "Inspect", "list the revisions that nothing follows"},
    CommandName{"branches", "Inspect", "list the revisions where branches begin"},
    CommandName{"show", "Inspect", "show all about a revision"},
    CommandName{"check", "Inspect", "compare the database with the models"},
    CommandName{"diff", "Inspect", "print the SQL that leads from one schema to another"},
    CommandName{"inspect", "Inspect", "write the database's schema as a model"},
    CommandName{"explain", "Inspect", "explain an error code"},
};

// Before the command, the word behind one of these is its value and not the command.
constexpr std::array<std::string_view, 10> options_with_value{
    "-c", "--config", "-n", "--name", "--env", "--url", "--env-file", "-x", "--format", "--color"};

std::string with_dashes(std::string word) {
  std::ranges::replace(word, '_', '-');
  return word;
}

/// `--rev_id=a_b` becomes `--rev-id=a_b`.
std::string normalize_option(const std::string& word) {
  if (!word.starts_with("--")) return word;
  const std::size_t equals = std::min(word.find('='), word.size());
  return with_dashes(word.substr(0, equals)) + word.substr(equals);
}

bool is_option(std::string_view word) {
  return word.size() > 1 && word.front() == '-';
}

bool takes_value(std::string_view word) {
  return std::ranges::find(options_with_value, word) != options_with_value.end();
}

void check_command(const std::string& command) {
  if (std::ranges::find(commands, command, &CommandName::name) != commands.end()) return;
  std::vector<std::string> names;
  names.reserve(commands.size());
  for (const CommandName& known : commands)
    names.emplace_back(known.name);
  const std::string guess = support::did_you_mean(command, names);
  throw Error(
      ErrorCode::usage,
      fmt::format("there is no command `{}`", command),
      guess.empty() ? "list the commands: migrate --help" : guess);
}

/// The value of a long option, in either spelling, or of the last one of several.
std::string_view value_of(std::span<const std::string> words, std::string_view option) {
  std::string_view value;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--") break;
    if (word == option && i + 1 < words.size()) value = words[i + 1];
    if (word.starts_with(option) && word.substr(option.size()).starts_with('=')) {
      value = word.substr(option.size() + 1);
    }
  }
  return value;
}

}  // namespace

std::span<const CommandName> command_names() {
  return commands;
}

Arguments find_command(std::span<const std::string> words) {
  Arguments result;
  std::size_t i = 0;
  for (; i < words.size() && is_option(words[i]); ++i) {
    std::string word = normalize_option(words[i]);
    result.version |= word == "--version";
    const bool has_value = takes_value(word) && i + 1 < words.size();
    result.words.push_back(std::move(word));
    if (has_value) result.words.push_back(words[++i]);
  }
  if (i < words.size() && words[i] == "help") {
    result.help = true;
    ++i;
  }
  if (i == words.size()) return result;
  result.command = with_dashes(words[i]);
  check_command(result.command);
  bool options_end = false;
  for (++i; i < words.size(); ++i) {
    options_end |= words[i] == "--";
    result.words.push_back(options_end ? words[i] : normalize_option(words[i]));
  }
  return result;
}

Format requested_format(std::span<const std::string> words) {
  return value_of(words, "--format") == "json" ? Format::json : Format::text;
}

output::Verbosity requested_verbosity(std::span<const std::string> words) {
  const bool verbose = std::ranges::any_of(
      words, [](const std::string& word) { return word == "-v" || word == "--verbose"; });
  return verbose ? output::Verbosity::details : output::Verbosity::plain;
}

ColorChoice requested_color(std::span<const std::string> words) {
  const std::string_view value = value_of(words, "--color");
  if (value == "always") return ColorChoice::always;
  return value == "never" ? ColorChoice::never : ColorChoice::automatic;
}

}  // namespace migrate::cli
