#include "migrate/cli.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <type_traits>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "config/config.hpp"
#include "migrate/arguments.hpp"
#include "migrate/help.hpp"
#include "support/error.hpp"
#include "support/suggest.hpp"

namespace migrate::cli {
namespace {

constexpr std::string_view global_group = "Global options";
constexpr std::string_view hidden_group;

/// An option with a value; given twice, the last one counts.
CLI::Option* add_value(
    CLI::App& app, std::string target_name, std::string& target, std::string description) {
  return app.add_option(std::move(target_name), target, std::move(description))->take_last();
}

/// An option that may be repeated, one value each time.
CLI::Option* add_values(
    CLI::App& app,
    std::string target_name,
    std::vector<std::string>& target,
    std::string description) {
  return app.add_option(std::move(target_name), target, std::move(description))
      ->allow_extra_args(false);
}

/// An option whose value is one of a few words.
template <typename Target, typename Enum, std::size_t N>
CLI::Option* add_choice(
    CLI::App& app,
    const std::string& name,
    Target& target,
    std::array<std::pair<std::string_view, Enum>, N> choices,
    std::string description) {
  const auto choose = [&target, choices, name](const std::string& word) {
    std::vector<std::string> words;
    for (const auto& choice : choices) {
      words.emplace_back(choice.first);
      if (choice.first == word) {
        target = choice.second;
        return;
      }
    }
    throw Error(
        ErrorCode::usage,
        fmt::format("{} takes {}, not `{}`", name, fmt::join(words, " or "), word),
        support::did_you_mean(word, words));
  };
  return app.add_option_function<std::string>(name, choose, std::move(description))->take_last();
}

void add_lock_wait(CLI::App& app, std::optional<std::chrono::milliseconds>& target) {
  const auto read = [&target](const std::string& word) {
    target = config::parse_duration(word);
    if (target) return;
    throw Error(
        ErrorCode::usage,
        fmt::format("--lock-wait takes a duration, not `{}`", word),
        "write it like 30s, 5m, or 0 for no waiting");
  };
  app.add_option_function<std::string>(
         "--lock-wait", read, "how long to wait for another run of the tool (default 10m)")
      ->take_last()
      ->type_name("DURATION");
}

void add_jobs(CLI::App& app, unsigned& target) {
  const auto read = [&target](const std::string& word) {
    const char* const end = word.data() + word.size();
    const auto [stop, failure] = std::from_chars(word.data(), end, target);
    if (failure == std::errc{} && stop == end && target > 0) return;
    throw Error(
        ErrorCode::usage,
        fmt::format("--jobs takes a number, not `{}`", word),
        "write it like -j 4, or leave it out for one process a core");
  };
  app.add_option_function<std::string>(
         "-j,--jobs", read, "compile with so many processes (default: one a core)")
      ->take_last()
      ->type_name("NUMBER");
}

/// Whether a command writes its results as all do, or has an option --format of its own.
enum class Formats { common, own };

template <typename Options>
constexpr Formats formats_of() {
  return std::is_same_v<Options, InspectOptions> ? Formats::own : Formats::common;
}

void add_global_options(CLI::App& app, GlobalOptions& options, Formats which) {
  const auto global = [](CLI::Option* option, std::string_view type) {
    option->group(std::string(global_group))->type_name(std::string(type));
  };
  const auto flag = [&app](const std::string& name, bool& target, std::string description) {
    app.add_flag(name, target, std::move(description))->group(std::string(global_group));
  };
  global(add_value(app, "-c,--config", options.config, "use this alembic.yaml"), "FILE");
  global(
      add_value(
          app, "-n,--name,--env", options.environment, "use this environment of alembic.yaml"),
      "NAME");
  global(add_value(app, "--url", options.url, "use this database"), "URL");
  global(add_value(app, "--env-file", options.env_file, "read variables from this file"), "FILE");
  global(
      add_values(app, "-x", options.variables, "set a variable for ${KEY} in alembic.yaml"),
      "KEY=VALUE");
  constexpr std::array formats{
      std::pair{std::string_view{"text"}, Format::text},
      std::pair{std::string_view{"json"}, Format::json},
  };
  if (which == Formats::common) {
    global(
        add_choice(app, "--format", options.format, formats, "how results are written"),
        "text|json");
  }
  constexpr std::array colors{
      std::pair{std::string_view{"auto"}, ColorChoice::automatic},
      std::pair{std::string_view{"always"}, ColorChoice::always},
      std::pair{std::string_view{"never"}, ColorChoice::never},
  };
  global(
      add_choice(app, "--color", options.color, colors, "colour on terminals, or not"),
      "auto|always|never");
  flag("-q,--quiet", options.quiet, "results and errors only, no progress");
  flag("-v,--verbose", options.verbose, "more about each result and error");
  flag("--no-input", options.no_input, "never ask; fail where an answer is needed");
  flag("-y,--yes", options.yes, "answer every question with yes");
  app.add_flag("--raiseerr")->group(std::string(hidden_group));
  app.set_help_flag("-h,--help", "show this page")->group(std::string(global_group));
}

void add_options(CLI::App& app, InitOptions& options) {
  app.add_option("DIRECTORY", options.directory, "where the project begins (default: here)");
  add_value(
      app, "-t,--template", options.template_name, "sqlite or postgresql (see list-templates)")
      ->type_name("NAME");
  app.add_flag("--package")->group(std::string(hidden_group));
}

void add_options(CLI::App& app, RenameOptions& options) {
  add_values(
      app,
      "--rename",
      options.renames,
      "this is a new name, nothing new: account.mail=email; repeatable")
      ->type_name("OLD=NEW");
  app.add_flag(
      "--assume-renames", options.assume_renames, "take what looks like a new name for one");
  app.add_flag(
      "--no-renames", options.no_renames, "drop and add what may only have got a new name");
}

void add_options(CLI::App& app, RevisionOptions& options) {
  add_value(app, "-m,--message", options.message, "what the revision does")->type_name("TEXT");
  app.add_flag(
      "--autogenerate", options.autogenerate, "write what makes the database equal to the models");
  add_options(app, options.renames);
  app.add_flag("--prove", options.prove, "try both ways in a scratch place, whatever it costs");
  app.add_flag("--no-prove", options.no_prove, "write the unit without trying it");
  app.add_flag("--strict", options.strict, "fail where rows may stand in the way");
  app.add_flag("--allow-empty", options.allow_empty, "write a unit when nothing differs, too");
  app.add_flag("--sql", options.sql, "refused: a revision sends no SQL to a database");
  constexpr std::array formats{
      std::pair{std::string_view{"sql"}, UnitFormat::sql},
      std::pair{std::string_view{"cpp"}, UnitFormat::cpp},
  };
  add_choice(
      app,
      "--format-unit",
      options.format,
      formats,
      "write this kind of unit (default: unit_format)")
      ->type_name("sql|cpp");
  add_values(app, "--head", options.heads, "come after this revision (default: head); repeatable")
      ->type_name("REVISION");
  app.add_flag("--splice", options.splice, "allow a --head that is no head");
  add_values(app, "--branch-label", options.branch_labels, "name the branch that begins here")
      ->type_name("LABEL");
  add_value(app, "--version-path", options.version_path, "write it to this version location")
      ->type_name("DIRECTORY");
  add_value(app, "--rev-id", options.revision_id, "use this id instead of a random one")
      ->type_name("ID");
  add_values(app, "--depends-on", options.depends_on, "apply this revision before; repeatable")
      ->type_name("REVISION");
}

void add_options(CLI::App& app, MergeOptions& options) {
  app.add_option("REVISIONS", options.revisions, "the heads to join: `heads` for all of them")
      ->required();
  add_value(app, "-m,--message", options.message, "what the revision does")->type_name("TEXT");
  add_values(app, "--branch-label", options.branch_labels, "name the branch that begins here")
      ->type_name("LABEL");
  add_value(app, "--rev-id", options.revision_id, "use this id instead of a random one")
      ->type_name("ID");
  app.add_flag("--splice", options.splice, "allow revisions that are no heads");
}

void add_run_options(CLI::App& app, RunArguments& options) {
  app.add_flag("--sql", options.sql, "write the SQL as a script instead of running it");
  add_value(app, "--tag", options.tag, "a comment for the top of the script")->type_name("TEXT");
  add_lock_wait(app, options.lock_wait);
  add_jobs(app, options.jobs);
}

void add_options(CLI::App& app, UpgradeOptions& options) {
  app.add_option(
         "REVISION",
         options.target,
         "head, heads, an id or its beginning, a label, label@head, +N, ID+N; with --sql also "
         "FROM:TO")
      ->required();
  add_run_options(app, options);
}

void add_options(CLI::App& app, DowngradeOptions& options) {
  app.add_option(
         "REVISION",
         options.target,
         "base, an id or its beginning, label@base, -N, ID-N; with --sql FROM:TO")
      ->required();
  add_run_options(app, options);
}

void add_options(CLI::App& app, StampOptions& options) {
  app.add_option("REVISIONS", options.targets, "what to record: heads, base, ids, labels")
      ->required();
  app.add_flag("--sql", options.sql, "write the SQL as a script instead of running it");
  add_value(app, "--tag", options.tag, "a comment for the top of the script")->type_name("TEXT");
  app.add_flag("--purge", options.purge, "delete what is recorded first, known or not");
  add_lock_wait(app, options.lock_wait);
}

void add_options(CLI::App& app, CurrentOptions& options) {
  app.add_flag(
      "--check-heads",
      options.check_heads,
      "exit with 3 unless every head is applied (`-c` is --config here, as everywhere)");
}

void add_options(CLI::App& app, HistoryOptions& options) {
  add_value(app, "-r,--rev-range", options.range, "only these: START:END, START:, :END, -N:current")
      ->type_name("RANGE");
  app.add_flag("-i,--indicate-current", options.indicate_current, "mark where the database is");
  app.add_flag("-g,--graph", options.graph, "draw how revisions branch and merge");
}

void add_options(CLI::App& app, HeadsOptions& options) {
  app.add_flag(
      "--resolve-dependencies",
      options.resolve_dependencies,
      "leave out heads that another revision depends on");
}

void add_options(CLI::App& /*app*/, BranchesOptions& /*options*/) {}

void add_options(CLI::App& app, ShowOptions& options) {
  app.add_option(
         "REVISION", options.target, "an id or its beginning, a label, head, heads, current")
      ->required();
}

void add_options(CLI::App& app, EditOptions& options) {
  app.add_option(
         "REVISION", options.target, "an id or its beginning, a label, head, heads, current")
      ->required();
}

void add_options(CLI::App& /*app*/, CheckOptions& /*options*/) {}

void add_options(CLI::App& app, DiffOptions& options) {
  constexpr std::string_view side = "a URL, `models`, a model file or folder, or a revision";
  app.add_option("FROM", options.from, std::string(side))->required();
  app.add_option("TO", options.to, "likewise")->required();
  add_options(app, options.renames);
  app.add_flag("--exit-code", options.exit_code, "exit with 3 when there is a difference");
}

void add_options(CLI::App& app, InspectOptions& options) {
  constexpr std::array formats{
      std::pair{std::string_view{"sql"}, ModelFormat::sql},
      std::pair{std::string_view{"yaml"}, ModelFormat::yaml},
      std::pair{std::string_view{"cpp"}, ModelFormat::cpp},
      std::pair{std::string_view{"json"}, ModelFormat::json},
  };
  add_choice(app, "--format", options.format, formats, "what to write (default: yaml)")
      ->type_name("sql|yaml|cpp|json");
  add_value(app, "-o,--output", options.output, "write to this file, replacing it")
      ->type_name("FILE");
  add_values(
      app, "--schema", options.schemas, "look at this schema; repeatable (default: `include`)")
      ->type_name("NAME");
  add_values(app, "--table", options.tables, "only tables like this; repeatable")
      ->type_name("PATTERN");
  add_values(app, "--exclude-table", options.exclude_tables, "no tables like this; repeatable")
      ->type_name("PATTERN");
}

void add_options(CLI::App& app, EnsureVersionOptions& options) {
  app.add_flag("--sql", options.sql, "write the SQL as a script instead of running it");
}

void add_options(CLI::App& app, BuildOptions& options) {
  add_value(
      app,
      "-o,--output",
      options.output,
      "copy the project there too, ready to be shipped (default: build inside the project)")
      ->type_name("DIRECTORY");
  add_jobs(app, options.jobs);
}

void add_options(CLI::App& app, EmbedOptions& options) {
  app.add_option(
      "DIRECTORIES", options.directories, "folders with units (default: those of alembic.yaml)");
  add_value(app, "--as", options.name, "call the function NAME_migrations() (default: app)")
      ->type_name("NAME");
  add_value(app, "-o,--output", options.output, "write the files there (default: here)")
      ->type_name("DIRECTORY");
  app.add_flag("-r,--recursive", options.recursive, "look in folders of the DIRECTORIES too");
}

void add_options(CLI::App& /*app*/, ListTemplatesOptions& /*options*/) {}

void add_options(CLI::App& app, ExplainOptions& options) {
  app.add_option("CODE", options.code, "the word in error[...] (default: list them)");
  app.add_flag("--all", options.all, "every explanation, as a Markdown page");
}

/// `-m, --message TEXT`.
std::string left_side(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames())
    names.push_back("-" + name);
  for (const std::string& name : option.get_lnames())
    names.push_back("--" + name);
  std::string result = fmt::format("{}", fmt::join(names, ", "));
  if (option.get_items_expected_max() > 0) result += " " + option.get_type_name();
  return result;
}

HelpPage help_page(const CLI::App& app, const std::string& command) {
  HelpPage page{.command = command};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group() == hidden_group) continue;
    if (!option->get_positional()) {
      auto& lines = option->get_group() == global_group ? page.global_options : page.options;
      lines.push_back({.left = left_side(*option), .right = option->get_description()});
      continue;
    }
    const bool several = option->get_items_expected_max() > 1;
    const std::string name = option->get_name() + (several ? "..." : "");
    if (!page.arguments.empty()) page.arguments += " ";
    page.arguments += option->get_required() ? name : fmt::format("[{}]", name);
    page.positionals.push_back({.left = name, .right = option->get_description()});
  }
  return page;
}

std::string help_hint(const std::string& command) {
  return fmt::format("see: migrate {}{}--help", command, command.empty() ? "" : " ");
}

Error unknown_word(const CLI::App& app, const std::string& command) {
  const std::vector<std::string> words = app.remaining(true);
  // Behind `--` even a word with a dash in front is no option.
  const bool only_words = !words.empty() && words.front() == "--";
  const std::size_t first = only_words ? 1 : 0;
  const std::string word = words.size() > first ? words[first] : std::string{};
  if (!word.starts_with('-') || word == "-" || only_words) {
    return {
        ErrorCode::usage, fmt::format("the word `{}` is one too many", word), help_hint(command)};
  }
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames())
      known.push_back("--" + name);
  }
  const std::string name = word.substr(0, word.find('='));
  const std::string guess = support::did_you_mean(name, known);
  return {
      ErrorCode::usage,
      fmt::format("there is no option `{}`", name),
      guess.empty() ? help_hint(command) : guess};
}

Error missing_word(const CLI::App& app, const std::string& command) {
  const auto options = app.get_options();
  const auto missing = std::ranges::find_if(options, [](const CLI::Option* option) {
    return option->get_required() && option->count() == 0;
  });
  const std::string name = missing == options.end() ? "a word more" : (*missing)->get_name();
  return {ErrorCode::usage, fmt::format("`{}` needs {}", command, name), help_hint(command)};
}

Error missing_value(const CLI::Error& error, const std::string& command) {
  const std::string_view text = error.what();
  const std::string_view option = text.substr(0, text.find(':'));
  return {ErrorCode::usage, fmt::format("{} needs a value", option), help_hint(command)};
}

enum class Outcome { parsed, help };

Outcome parse_words(CLI::App& app, const Arguments& arguments) {
  std::vector<std::string> words(arguments.words.rbegin(), arguments.words.rend());
  try {
    app.parse(std::move(words));
  } catch (const CLI::CallForHelp&) {
    return Outcome::help;
  } catch (const CLI::ExtrasError&) {
    throw unknown_word(app, arguments.command);
  } catch (const CLI::RequiredError&) {
    throw missing_word(app, arguments.command);
  } catch (const CLI::ArgumentMismatch& error) {
    throw missing_value(error, arguments.command);
  } catch (const CLI::ParseError& error) {
    throw Error(ErrorCode::usage, error.what(), help_hint(arguments.command));
  }
  return Outcome::parsed;
}

template <typename Options>
Invocation parse_as(const Arguments& arguments) {
  Invocation result;
  Options options;
  CLI::App app;
  add_options(app, options);
  add_global_options(app, result.global, formats_of<Options>());
  const bool help = arguments.help || parse_words(app, arguments) == Outcome::help;
  if (help) {
    result.command = HelpOptions{.page = help_text(help_page(app, arguments.command))};
  } else {
    result.command = std::move(options);
  }
  return result;
}

/// `migrate`, `migrate --help`, `migrate help`: no command.
Invocation parse_without_command(const Arguments& arguments) {
  Invocation result;
  CLI::App app;
  add_global_options(app, result.global, Formats::common);
  const bool help = parse_words(app, arguments) == Outcome::help || arguments.help;
  const HelpPage page = help ? help_page(app, {}) : HelpPage{};
  result.command = HelpOptions{.page = overview_text(page)};
  return result;
}

using Parser = Invocation (*)(const Arguments&);

constexpr std::array parsers{
    std::pair<std::string_view, Parser>{"init", parse_as<InitOptions>},
    std::pair<std::string_view, Parser>{"list-templates", parse_as<ListTemplatesOptions>},
    std::pair<std::string_view, Parser>{"revision", parse_as<RevisionOptions>},
    std::pair<std::string_view, Parser>{"merge", parse_as<MergeOptions>},
    std::pair<std::string_view, Parser>{"edit", parse_as<EditOptions>},
    std::pair<std::string_view, Parser>{"upgrade", parse_as<UpgradeOptions>},
    std::pair<std::string_view, Parser>{"downgrade", parse_as<DowngradeOptions>},
    std::pair<std::string_view, Parser>{"stamp", parse_as<StampOptions>},
    std::pair<std::string_view, Parser>{"ensure-version", parse_as<EnsureVersionOptions>},
    std::pair<std::string_view, Parser>{"build", parse_as<BuildOptions>},
    std::pair<std::string_view, Parser>{"embed", parse_as<EmbedOptions>},
    std::pair<std::string_view, Parser>{"current", parse_as<CurrentOptions>},
    std::pair<std::string_view, Parser>{"history", parse_as<HistoryOptions>},
    std::pair<std::string_view, Parser>{"heads", parse_as<HeadsOptions>},
    std::pair<std::string_view, Parser>{"branches", parse_as<BranchesOptions>},
    std::pair<std::string_view, Parser>{"show", parse_as<ShowOptions>},
    std::pair<std::string_view, Parser>{"check", parse_as<CheckOptions>},
    std::pair<std::string_view, Parser>{"diff", parse_as<DiffOptions>},
    std::pair<std::string_view, Parser>{"inspect", parse_as<InspectOptions>},
    std::pair<std::string_view, Parser>{"explain", parse_as<ExplainOptions>},
};

}  // namespace

Invocation parse(std::span<const std::string> words) {
  const Arguments arguments = find_command(words);
  if (arguments.version) {
    Invocation result{.command = VersionOptions{}};
    result.global.format = requested_format(words);
    return result;
  }
  if (arguments.command.empty()) return parse_without_command(arguments);
  const auto parser =
      std::ranges::find(parsers, arguments.command, &std::pair<std::string_view, Parser>::first);
  if (parser == parsers.end()) {
    throw Error(ErrorCode::internal, fmt::format("`{}` has no parser", arguments.command));
  }
  return parser->second(arguments);
}

}  // namespace migrate::cli
