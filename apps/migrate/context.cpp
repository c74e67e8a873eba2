#include "migrate/context.hpp"

#include <cstdio>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

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

config::Config Context::load_config(std::optional<std::chrono::milliseconds> lock_wait) const {
  const config::Request request{
      .file = options_.config,
      .environment = options_.environment,
      .url = options_.url,
      .env_file = options_.env_file,
      .directory = directory_,
  };
  config::Config config = config::load(request, environment_);
  config.lock_wait = lock_wait.value_or(config.lock_wait);
  return config;
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
  if (!interrupt_) interrupt_.emplace();
  const db::ConnectOptions options{.lock_wait = config.lock_wait, .interrupt = &*interrupt_};
  return engine::connect(where, options, version_table(config));
}

engine::RunOptions Context::run_options(const config::Config& config) {
  engine::RunOptions options;
  options.transaction = transaction_mode(config.transaction);
  options.timeouts = {.lock = config.lock_timeout, .statement = config.statement_timeout};
  options.lock_wait = config.lock_wait;
  options.interrupt = interrupt_ ? &*interrupt_ : nullptr;
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

dialect::TableName version_table(const config::Config& config) {
  return {.schema = config.version_table_schema, .name = config.version_table};
}

}  // namespace migrate::cli
