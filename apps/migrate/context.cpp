#include "migrate/context.hpp"

#include <cstdio>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "migrate/output/error_text.hpp"
#include "migrate/output/json.hpp"
#include "support/file.hpp"

namespace migrate::cli {
namespace {

/// The folder of the process. Errors: invalid_config when it has been deleted.
std::string current_directory() {
  std::error_code failure;
  const auto path = std::filesystem::current_path(failure);
  if (!failure) return path.string();
  throw Error(
      ErrorCode::invalid_config,
      fmt::format("the working directory cannot be read: {}", failure.message()));
}

/// `-x key=value` as variables; `-x key` sets an empty one.
config::Environment with_variables(
    const std::vector<std::string>& words, config::Environment rest) {
  if (words.empty()) return rest;
  std::map<std::string, std::string, std::less<>> values;
  for (const std::string& word : words) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::size_t value = std::min(equals + 1, word.size());
    values.insert_or_assign(word.substr(0, equals), word.substr(value));
  }
  return config::overlay(std::move(values), std::move(rest));
}

engine::TransactionMode transaction_mode(config::TransactionMode mode) {
  switch (mode) {
    case config::TransactionMode::per_migration: return engine::TransactionMode::per_migration;
    case config::TransactionMode::all: return engine::TransactionMode::all;
    case config::TransactionMode::none: return engine::TransactionMode::none;
  }
  return engine::TransactionMode::per_migration;
}

std::string state_at_crash(const engine::CodeOfUnit& code) {
  switch (code.at_crash) {
    case engine::AtCrash::nothing_was_run: return "nothing was run";
    case engine::AtCrash::unit_is_rolled_back:
      return fmt::format("{} was rolled back with its transaction", code.revision);
    case engine::AtCrash::run_is_rolled_back:
      return fmt::format("{} was rolled back, and with it all that this run did", code.revision);
    case engine::AtCrash::statements_stay:
      return fmt::format("{} was outside a transaction: what it had done stays", code.revision);
  }
  return {};
}

}  // namespace

Context::Context(
    GlobalOptions options,
    config::Environment environment,
    output::Stream& result,
    output::Stream& log)
    : options_(std::move(options)),
      environment_(with_variables(options_.variables, std::move(environment))),
      result_(result),
      log_(log),
      directory_(current_directory()) {}

void Context::log(std::string_view text) {
  if (options_.quiet || options_.format == Format::json) return;
  log_.write(text);
  log_.flush();
}

config::Request Context::request() const {
  return {
      .file = options_.config,
      .environment = options_.environment,
      .url = options_.url,
      .env_file = options_.env_file,
      .directory = directory_,
  };
}

config::Config Context::load_config(std::optional<std::chrono::milliseconds> lock_wait) const {
  config::Config config = config::load(request(), environment_);
  config.lock_wait = lock_wait.value_or(config.lock_wait);
  return config;
}

config::Config Context::find_config() const {
  config::Request any = request();
  any.needs_file = false;
  return config::load(any, environment_);
}

engine::Project Context::read_project(const config::Config& config) const {
  return engine::read_project({
      .directories = config.version_locations,
      .recursive = config.recursive,
      .display_directory = directory_,
  });
}

db::Url Context::url(const config::Config& config) const {
  if (config.url.empty()) {
    throw Error(
        ErrorCode::invalid_config,
        "no database is configured: there is no URL",
        "set `url` in alembic.yaml, or DATABASE_URL, or give --url URL");
  }
  try {
    return db::parse_url(config.url, config.directory);
  } catch (const Error& error) {
    if (config.url_place && !error.place()) throw error.with_place(*config.url_place);
    const std::string origin = fmt::format("the URL comes from {}", config.url_origin);
    throw error.with_hint(error.hint().empty() ? origin : error.hint() + "\n" + origin);
  }
}

engine::Database Context::connect(const config::Config& config) {
  const db::Url where = url(config);
  watch_interrupt();
  const db::ConnectOptions options{.lock_wait = config.lock_wait, .interrupt = &*interrupt_};
  engine::Database database = engine::connect(where, options, version_table(config));
  database.scratch_url = scratch_url(config, where);
  database.on_scratch = [this, is_said = false](std::string_view place) mutable {
    if (!std::exchange(is_said, true)) log(fmt::format("scratch   {}\n", place));
  };
  return database;
}

std::optional<db::Url> Context::scratch_url(const config::Config& config, const db::Url& live) {
  if (config.scratch_url.empty()) return std::nullopt;
  const auto placed = [&](const Error& error) {
    return config.scratch_url_place ? error.with_place(*config.scratch_url_place) : error;
  };
  try {
    db::Url scratch = db::parse_url(config.scratch_url, config.directory);
    if (scratch != live) return scratch;
  } catch (const Error& error) {
    throw placed(error);
  }
  throw placed(Error(
      ErrorCode::invalid_config,
      "`scratch_url` is the database itself, and would be emptied",
      "name another database of the same server, which holds nothing"));
}

units::Compilation Context::compilation(const config::Config& config, unsigned jobs) {
  watch_interrupt();
  units::Compilation compilation{
      .compiler = config.compiler.empty() ? environment_("CXX").value_or("") : config.compiler,
      .flags = config.compile_flags,
      .include = config.include_directories,
      .search_path = environment_("PATH").value_or(""),
      .build_directory = config.directory + "/.migrate/build",
      .display_directory = directory_,
      .jobs = jobs,
      .interrupt = &*interrupt_,
      .on_note = [this](std::string_view note) { log(fmt::format("{}\n", note)); },
  };
  const std::string cache = environment_("XDG_CACHE_HOME").value_or("");
  const std::string home = environment_("HOME").value_or("");
  auto& directories = compilation.cache_directories;
  if (!cache.empty()) {
    directories.push_back(cache + "/migrate");
  } else if (!home.empty()) {
    directories.push_back(home + "/.cache/migrate");
  }
  directories.push_back(config.directory + "/.migrate/cache");
  return compilation;
}

void Context::watch_interrupt() {
  if (!interrupt_) interrupt_.emplace();
}

/// What to say if the code of the unit crashes: then there is no time to think.
void Context::prepare_crash_report(const engine::CodeOfUnit& code) {
  if (!crash_report_) crash_report_.emplace();
  const bool is_partial = code.at_crash == engine::AtCrash::statements_stay;
  const ErrorCode kind = is_partial ? ErrorCode::partially_applied : ErrorCode::unit_error;
  crash_report_->prepare([&](std::string_view what) {
    const Error error = Error(
                            kind,
                            fmt::format("the unit crashed: {}", what),
                            "mend the unit; `migrate current` shows where the database is")
                            .with_place({.file = code.path})
                            .with_state(state_at_crash(code));
    return options_.format == Format::json
               ? output::json(error)
               : output::error_text(error, log_.style(), output::Verbosity::plain);
  });
  crash_report_->set_status(support::exit_status(kind));
}

engine::RunOptions Context::run_options(const config::Config& config, unsigned jobs) {
  engine::RunOptions options;
  options.compilation = compilation(config, jobs);
  options.naming = naming_convention(config);
  options.on_code = [this](const engine::CodeOfUnit* code) {
    if (code == nullptr) {
      diversion_.reset();
      crash_report_.reset();
    } else {
      prepare_crash_report(*code);
      if (!diversion_) diversion_.emplace();
    }
  };
  options.transaction = transaction_mode(config.transaction);
  options.timeouts = {.lock = config.lock_timeout, .statement = config.statement_timeout};
  options.lock_wait = config.lock_wait;
  options.interrupt = &*interrupt_;
  options.on_wait = [this](std::string_view holder) {
    log(fmt::format(
        "waiting   another run holds the lock{}\n",
        holder.empty() ? std::string{} : fmt::format(" ({})", holder)));
  };
  return options;
}

std::string Context::display_path(const std::string& path) const {
  return support::display_path(path, directory_);
}

std::optional<std::string> Context::ask(const std::string& question) {
  if (options_.no_input || ::isatty(STDIN_FILENO) == 0) return std::nullopt;
  log_.write(question);
  log_.flush();
  std::string answer;
  for (int c = std::getchar(); c != EOF && c != '\n'; c = std::getchar()) {
    answer += static_cast<char>(c);
  }
  return answer;
}

schema::NamingConvention naming_convention(const config::Config& config) {
  schema::NamingConvention result;
  const auto read = [&](std::string_view key, std::string& target) {
    const auto given = config.naming_convention.find(key);
    if (given != config.naming_convention.end()) target = given->second;
  };
  read("ix", result.index);
  read("uq", result.unique);
  read("ck", result.check);
  read("fk", result.foreign_key);
  read("pk", result.primary_key);
  return result;
}

dialect::TableName version_table(const config::Config& config) {
  return {.schema = config.version_table_schema, .name = config.version_table};
}

}  // namespace migrate::cli
