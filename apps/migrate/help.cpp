#include "migrate/help.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "migrate/arguments.hpp"

namespace migrate::cli {
namespace {

constexpr std::size_t page_width = 80;
constexpr std::size_t left_width = 30;

struct Example {
  std::string_view command;
  std::string_view line;
};

constexpr std::array examples{
    Example{"init", "migrate init"},
    Example{"init", "migrate init --template postgresql services/billing"},
    Example{"list-templates", "migrate list-templates"},
    Example{"revision", "migrate revision -m \"create account table\""},
    Example{"revision", "migrate revision -m \"add invoices\" --head base --branch-label billing"},
    Example{"revision", "migrate revision -m \"fix totals\" --head billing@head"},
    Example{"revision", "migrate revision --autogenerate -m \"add account.email\""},
    Example{"revision", "migrate revision --autogenerate --rename account.mail=email"},
    Example{"merge", "migrate merge heads -m \"join orders and email index\""},
    Example{"merge", "migrate merge 77aa 81ff"},
    Example{"edit", "migrate edit head"},
    Example{"upgrade", "migrate upgrade head"},
    Example{"upgrade", "migrate upgrade +1"},
    Example{"upgrade", "migrate upgrade billing@head"},
    Example{"upgrade", "migrate upgrade 3f2a:head --sql > release.sql"},
    Example{"downgrade", "migrate downgrade -1"},
    Example{"downgrade", "migrate downgrade 3f2a91c0d4e5"},
    Example{"downgrade", "migrate downgrade head:base --sql > undo.sql"},
    Example{"stamp", "migrate stamp head"},
    Example{"stamp", "migrate stamp --purge 3f2a91c0d4e5"},
    Example{"ensure-version", "migrate ensure-version"},
    Example{"build", "migrate build"},
    Example{"build", "migrate build --output dist && tar cf migrations.tar dist"},
    Example{"embed", "migrate embed --as app --output generated"},
    Example{"embed", "migrate embed --as app --output build/generated versions"},
    Example{"current", "migrate current"},
    Example{"current", "migrate current --check-heads || echo behind"},
    Example{"history", "migrate history --graph -i"},
    Example{"history", "migrate history -r -3:current"},
    Example{"heads", "migrate heads -v"},
    Example{"branches", "migrate branches"},
    Example{"show", "migrate show head"},
    Example{"show", "migrate show 3f2a --format json"},
    Example{"check", "migrate check"},
    Example{"check", "migrate check --format json"},
    Example{"diff", "migrate diff postgresql://localhost/app models"},
    Example{"diff", "migrate diff head models --exit-code"},
    Example{"diff", "migrate diff 3f2a91c0d4e5 schema.sql > change.sql"},
    Example{"inspect", "migrate inspect > models/schema.yaml"},
    Example{"inspect", "migrate inspect --format sql --output schema.sql"},
    Example{"explain", "migrate explain multiple_heads"},
};

constexpr std::string_view exit_statuses =
    "Exit status: 0 done or nothing to do, 1 failed, 2 usage or configuration,\n"
    "3 a check says no, 4 cannot connect, 5 somebody else holds the lock,\n"
    "6 the database was left partial, 130 interrupted.\n";

/// `text` in lines of at most `width` columns, the later ones behind `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string result;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    if (column > 0 && column + 1 + word.size() > width) {
      result += "\n" + std::string(indent, ' ');
      column = 0;
    } else if (column > 0) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string section(std::string_view title, const std::vector<HelpLine>& lines) {
  if (lines.empty()) return {};
  std::string result = fmt::format("\n{}:\n", title);
  for (const HelpLine& line : lines) {
    const std::string right = wrapped(line.right, left_width, page_width - left_width);
    if (line.left.size() + 4 > left_width) {
      result += fmt::format("  {}\n{}{}\n", line.left, std::string(left_width, ' '), right);
    } else {
      result += fmt::format("  {:<{}}{}\n", line.left, left_width - 2, right);
    }
  }
  return result;
}

std::string examples_of(std::string_view command) {
  std::string result = "\nExamples:\n";
  for (const Example& example : examples) {
    if (example.command == command) result += fmt::format("  {}\n", example.line);
  }
  return result;
}

std::string_view summary_of(std::string_view command) {
  const auto commands = command_names();
  const auto found = std::ranges::find(commands, command, &CommandName::name);
  return found == commands.end() ? std::string_view{} : found->summary;
}

}  // namespace

std::string help_text(const HelpPage& page) {
  return fmt::format(
             "migrate {0} - {1}\n\nUsage: migrate {0} [OPTIONS]{2}{3}\n",
             page.command,
             summary_of(page.command),
             page.arguments.empty() ? "" : " ",
             page.arguments) +
         section("Arguments", page.positionals) + section("Options", page.options) +
         section("Global options", page.global_options) + examples_of(page.command);
}

std::string overview_text(const HelpPage& page) {
  std::string result =
      "migrate - schema migrations for SQLite and PostgreSQL\n\nUsage: migrate COMMAND [OPTIONS]\n";
  std::string_view group;
  for (const CommandName& command : command_names()) {
    if (command.group != group) {
      group = command.group;
      result += fmt::format("\n{}:\n", group);
    }
    result += fmt::format("  {:<16}{}\n", command.name, command.summary);
  }
  result += section("Global options", page.global_options);
  if (!page.global_options.empty()) result += fmt::format("\n{}", exit_statuses);
  return result + "\nMore about a command: migrate COMMAND --help\n";
}

}  // namespace migrate::cli
