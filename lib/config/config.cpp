#include "config/config.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "config/keys.hpp"
#include "config/yaml.hpp"
#include "support/file.hpp"
#include "support/suggest.hpp"

namespace migrate::config {
namespace {

constexpr std::string_view file_name = "alembic.yaml";

std::string absolute(const std::string& path, const std::string& directory) {
  const auto joined = (std::filesystem::path(directory) / path).lexically_normal();
  std::string text = joined.string();
  if (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

std::string parent(const std::string& path) {
  return std::filesystem::path(path).parent_path().string();
}

template <typename Enum>
struct Choice {
  std::string_view name;
  Enum value;
};

constexpr std::array transaction_modes{
    Choice<TransactionMode>{"per_migration", TransactionMode::per_migration},
    Choice<TransactionMode>{"all", TransactionMode::all},
    Choice<TransactionMode>{"none", TransactionMode::none},
};

constexpr std::array unit_formats{
    Choice<UnitFormat>{"sql", UnitFormat::sql},
    Choice<UnitFormat>{"cpp", UnitFormat::cpp},
};

enum class Truth { no, yes };

constexpr std::array truths{
    Choice<Truth>{"true", Truth::yes},
    Choice<Truth>{"false", Truth::no},
};

/// The values of the file with the chosen environment's above them, variables expanded.
class Values final {
 public:
  Values(const Value& file, const Value* overlay, const Environment& environment)
      : file_(file), overlay_(overlay), environment_(environment) {}

  const Value* find(std::string_view name) const {
    const Value* found = overlay_ == nullptr ? nullptr : overlay_->find(name);
    if (found == nullptr) found = file_.find(name);
    return found == nullptr || found->kind == ValueKind::null ? nullptr : found;
  }

  std::string expanded(const Value& value) const {
    try {
      return expand(value.text, environment_);
    } catch (const Error& error) {
      throw error.with_place(value.place);
    }
  }

  void read(std::string_view name, std::string& target) const {
    if (const Value* const value = find(name)) target = expanded(*value);
  }

  void read(std::string_view name, std::vector<std::string>& target) const {
    if (const Value* const value = find(name)) target = words(*value);
  }

  void read(std::string_view name, std::chrono::milliseconds& target) const {
    const Value* const value = find(name);
    if (value == nullptr) return;
    const std::string text = expanded(*value);
    const auto duration = parse_duration(text);
    if (!duration) {
      throw Error(
          ErrorCode::invalid_config,
          fmt::format("`{}` must be a duration, not `{}`", name, text),
          "write it like 5s, 250ms, 1m30s, or 0 for none")
          .with_place(value->place);
    }
    target = *duration;
  }

  template <typename Enum, std::size_t N>
  void read(std::string_view name, const std::array<Choice<Enum>, N>& choices, Enum& target) const {
    const Value* const value = find(name);
    if (value == nullptr) return;
    const std::string text = expanded(*value);
    const auto found = std::ranges::find(choices, text, &Choice<Enum>::name);
    if (found == choices.end()) throw no_such_choice(*value, text, names(choices));
    target = found->value;
  }

  void read(std::string_view name, bool& target) const {
    Truth truth = target ? Truth::yes : Truth::no;
    read(name, truths, truth);
    target = truth == Truth::yes;
  }

  const Environment& environment() const { return environment_; }

  std::vector<std::string> words(const Value& value) const {
    if (value.kind == ValueKind::scalar) return {expanded(value)};
    std::vector<std::string> result;
    for (const Value& item : value.items)
      result.push_back(expanded(item));
    return result;
  }

 private:
  template <typename Enum, std::size_t N>
  static std::vector<std::string> names(const std::array<Choice<Enum>, N>& choices) {
    std::vector<std::string> result;
    result.reserve(N);
    for (const auto& choice : choices)
      result.emplace_back(choice.name);
    return result;
  }

  static Error no_such_choice(
      const Value& value, const std::string& text, const std::vector<std::string>& choices) {
    return Error(
               ErrorCode::invalid_config,
               fmt::format(
                   "`{}` must be {}, not `{}`", value.key, fmt::join(choices, " or "), text),
               support::did_you_mean(text, choices))
        .with_place(value.place);
  }

  const Value& file_;
  const Value* overlay_;
  const Environment& environment_;
};

/// A file that the user has named.
std::string named_file(const std::string& path, const Request& request, std::string_view origin) {
  std::string found = absolute(path, request.directory);
  if (!support::file_exists(found)) {
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("the configuration file {} does not exist", path),
        fmt::format("it was named by {}", origin));
  }
  return found;
}

const Value* find_overlay(const Value& document, const std::string& name) {
  if (name.empty()) return nullptr;
  const Value* const environments = document.find("environments");
  std::vector<std::string> known;
  if (environments != nullptr) {
    if (const Value* const found = environments->find(name)) return found;
    for (const Value& environment : environments->items)
      known.push_back(environment.key);
  }
  const std::string list = known.empty()
                               ? "alembic.yaml has no `environments`"
                               : fmt::format("alembic.yaml has: {}", fmt::join(known, ", "));
  const std::string guess = support::did_you_mean(name, known);
  throw Error(
      ErrorCode::invalid_config,
      fmt::format("there is no environment `{}`", name),
      guess.empty() ? list : fmt::format("{}\n{}", guess, list))
      .with_place(environments == nullptr ? document.place : environments->key_place);
}

/// Takes the URL from the first of these variables that is set. False when none is.
std::optional<std::string_view> find_url_variable(const Environment& environment) {
  constexpr std::array<std::string_view, 2> variables{"MIGRATE_URL", "DATABASE_URL"};
  for (const std::string_view variable : variables) {
    const auto value = environment(variable);
    if (value && !value->empty()) return variable;
  }
  return std::nullopt;
}

void read_url(
    Config& config, const Request& request, const Values& values, const Environment& environment) {
  if (!request.url.empty()) {
    config.url = request.url;
    config.url_origin = "--url";
  } else if (const auto variable = find_url_variable(environment)) {
    config.url = *environment(*variable);
    config.url_origin = *variable;
  } else if (const Value* const value = values.find("url")) {
    config.url = values.expanded(*value);
    config.url_place = value->place;
    config.url_origin =
        fmt::format("{}:{}:{}", value->place.file, value->place.line, value->place.column);
  }
}

/// Refuses a `{word}` in `text` that is none of `known`.
void check_template(
    std::string_view text,
    const std::vector<std::string>& known,
    std::string_view what,
    const Value& value) {
  std::size_t open = text.find('{');
  while (open != std::string_view::npos) {
    const std::size_t close = text.find('}', open);
    const bool closed = close != std::string_view::npos;
    const std::string_view word = text.substr(open, closed ? close - open + 1 : close);
    if (!closed || std::ranges::find(known, word.substr(1, word.size() - 2)) == known.end()) {
      throw Error(
          ErrorCode::invalid_config,
          fmt::format("`{}` means nothing in {}", word, what),
          fmt::format("it may hold: {{{}}}", fmt::join(known, "} {")))
          .with_place(value.place);
    }
    open = text.find('{', close);
  }
}

void check_file_template(const Config& config, const Values& values) {
  const Value* const value = values.find("file_template");
  if (value == nullptr) return;
  check_template(
      config.file_template,
      {"rev", "slug", "year", "month", "day", "hour", "minute", "second"},
      "a file template",
      *value);
}

void check_not_empty(std::string_view name, const std::string& text, const Values& values) {
  if (!text.empty()) return;
  throw Error(ErrorCode::invalid_config, fmt::format("`{}` must not be empty", name))
      .with_place(values.find(name)->place);
}

void read_locations(Config& config, const Values& values) {
  std::string script_location = ".";
  values.read("script_location", script_location);
  config.script_location = absolute(script_location, config.directory);
  std::vector<std::string> locations{"versions"};
  values.read("version_locations", locations);
  for (const std::string& location : locations) {
    std::string path = absolute(location, config.script_location);
    const bool repeated =
        std::ranges::find(config.version_locations, path) != config.version_locations.end();
    if (!repeated) config.version_locations.push_back(std::move(path));
  }
  if (config.version_locations.empty()) {
    throw Error(ErrorCode::invalid_config, "`version_locations` must name at least one folder")
        .with_place(values.find("version_locations")->place);
  }
  values.read("recursive", config.recursive);
}

/// The scalars of a value that is one, or a list of them.
std::span<const Value> scalars(const Value& value) {
  if (value.kind == ValueKind::scalar) return {&value, 1};
  return value.items;
}

void read_models(Config& config, const Values& values) {
  if (const Value* const models = values.find("models")) {
    for (const Value& item : scalars(*models)) {
      const std::string text = values.expanded(item);
      config.models.push_back(
          {.text = text, .path = absolute(text, config.script_location), .place = item.place});
    }
  }
  if (const Value* const url = values.find("scratch_url")) {
    config.scratch_url = values.expanded(*url);
    config.scratch_url_place = url->place;
  }
  if (const Value* const section = values.find("compare")) {
    const Values members(*section, nullptr, values.environment());
    members.read("types", config.compare.types);
    members.read("server_defaults", config.compare.server_defaults);
    members.read("comments", config.compare.comments);
    members.read("objects", config.compare.objects);
    members.read("owners", config.compare.owners);
  }
  if (const Value* const section = values.find("include")) {
    const Values members(*section, nullptr, values.environment());
    members.read("schemas", config.include.schemas);
    members.read("tables", config.include.tables);
    members.read("exclude_tables", config.include.exclude_tables);
    if (!config.include.tables.empty()) return;
    throw Error(
        ErrorCode::invalid_config,
        "`tables` must hold at least one pattern",
        "leave it out for all tables")
        .with_place(members.find("tables")->place);
  }
}

void read_naming(Config& config, const Values& values) {
  const Value* const section = values.find("naming_convention");
  if (section == nullptr) return;
  const std::vector<std::string> words{"table", "columns", "referred_table", "name"};
  for (const Value& member : section->items) {
    if (member.kind == ValueKind::null) continue;
    const std::string text = values.expanded(member);
    check_template(text, words, "a naming convention", member);
    config.naming_convention.insert_or_assign(member.key, text);
  }
}

void read_compile(Config& config, const Values& values) {
  const Value* const section = values.find("compile");
  if (section == nullptr) return;
  const auto words = [&](std::string_view key) {
    const Value* const value = section->find(key);
    return value == nullptr ? std::vector<std::string>{} : values.words(*value);
  };
  if (const Value* const compiler = section->find("compiler"))
    config.compiler = values.expanded(*compiler);
  config.compile_flags = words("flags");
  config.include_directories = words("include");
  for (std::string& directory : config.include_directories)
    directory = absolute(directory, config.script_location);
}

void read_rest(Config& config, const Values& values) {
  values.read("unit_format", unit_formats, config.unit_format);
  values.read("file_template", config.file_template);
  values.read("version_table", config.version_table);
  values.read("version_table_schema", config.version_table_schema);
  values.read("transaction", transaction_modes, config.transaction);
  values.read("lock_timeout", config.lock_timeout);
  values.read("statement_timeout", config.statement_timeout);
  values.read("lock_wait", config.lock_wait);
  values.read("protected", config.is_protected);
  const Value* const hooks = values.find("hooks");
  const Value* const post_write = hooks == nullptr ? nullptr : hooks->find("post_write");
  if (post_write != nullptr) config.post_write_hooks = values.words(*post_write);
  read_naming(config, values);
  read_compile(config, values);
  check_not_empty("version_table", config.version_table, values);
  check_not_empty("file_template", config.file_template, values);
  check_file_template(config, values);
}

/// The configuration file as a document; an empty one where none is needed.
Value read_document(Config& config, const Request& request, const Environment& environment) {
  const auto path = find_file(request, environment);
  if (!path) {
    config.directory = request.directory;
    if (!request.needs_file) return {};
    throw Error(
        ErrorCode::invalid_config,
        fmt::format("there is no {} here or in a folder above", file_name),
        "start a project here: migrate init\nor name the file: migrate -c FILE ...");
  }
  config.path = *path;
  config.directory = parent(config.path);
  const support::Source source{
      .path = support::display_path(config.path, request.directory),
      .text = support::read_file(config.path)};
  return read_yaml(source);
}

/// The variables of the .env file, where one is named, behind those of the process.
Environment with_env_file(const Request& request, const Environment& process) {
  if (request.env_file.empty()) return process;
  auto variables = read_env_file(absolute(request.env_file, request.directory));
  const Environment file =
      overlay(std::move(variables), [](std::string_view) { return std::nullopt; });
  return [process, file](std::string_view name) {
    auto value = process(name);
    return value ? value : file(name);
  };
}
}  // namespace

std::optional<std::string> find_file(const Request& request, const Environment& environment) {
  if (!request.file.empty()) return named_file(request.file, request, "-c");
  const auto variable = environment("MIGRATE_CONFIG");
  if (variable && !variable->empty()) return named_file(*variable, request, "MIGRATE_CONFIG");
  std::filesystem::path directory(request.directory);
  while (true) {
    const std::string path = (directory / file_name).string();
    if (support::file_exists(path)) return path;
    if (directory == directory.parent_path()) return std::nullopt;
    directory = directory.parent_path();
  }
}

Config load(const Request& request, const Environment& environment) {
  const Environment variables = with_env_file(request, environment);
  Config config;
  config.environment = request.environment;
  const Value document = read_document(config, request, variables);
  check_keys(document);
  const Values values(document, find_overlay(document, request.environment), variables);
  read_url(config, request, values, variables);
  read_locations(config, values);
  read_models(config, values);
  read_rest(config, values);
  return config;
}

}  // namespace migrate::config
