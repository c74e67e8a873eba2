#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "config/config.hpp"
#include "engine/database.hpp"
#include "engine/migrator.hpp"
#include "engine/project.hpp"
#include "migrate/crash_report.hpp"
#include "migrate/options.hpp"
#include "migrate/output/diversion.hpp"
#include "migrate/output/stream.hpp"
#include "support/interrupt.hpp"

namespace migrate::cli {

/// What commands work with: the global options, the streams, and ways to open, in this order, the
/// configuration, the units and the database.
class Context final {
 public:
  Context(
      GlobalOptions options,
      config::Environment environment,
      output::Stream& result,
      output::Stream& log);

  const GlobalOptions& options() const { return options_; }
  const config::Environment& environment() const { return environment_; }
  const std::string& working_directory() const { return directory_; }

  /// Where `--sql` writes its script.
  output::Stream& result() { return result_; }

  /// A line for people about what is going on; nothing with --quiet or JSON.
  void log(std::string_view text);
  const output::Style& log_style() const { return log_.style(); }

  /// The configuration; --lock-wait goes before the file's. Errors: those of config::load.
  config::Config load_config(
      std::optional<std::chrono::milliseconds> lock_wait = std::nullopt) const;

  /// The same where the defaults will do: without a file they are taken.
  config::Config find_config() const;

  /// Errors: those of engine::read_project.
  engine::Project read_project(const config::Config& config) const;

  /// The configured URL, parsed. Errors: invalid_config when there is none, invalid_url with its
  /// place.
  db::Url url(const config::Config& config) const;

  /// Errors: those of `url` and engine::connect.
  engine::Database connect(const config::Config& config);

  /// How a run works; `jobs` compilers at once (0: as many as there are cores).
  engine::RunOptions run_options(const config::Config& config, unsigned jobs = 0);

  /// How C++ units are compiled.
  units::Compilation compilation(const config::Config& config, unsigned jobs);

  /// The path as the user would write it where they are.
  std::string display_path(const std::string& path) const;

  /// A line that the user types, behind the question; nothing when nobody can be asked.
  std::optional<std::string> ask(const std::string& question);

 private:
  GlobalOptions options_;
  config::Environment environment_;
  output::Stream& result_;
  output::Stream& log_;
  std::string directory_;
  config::Request request() const;
  static std::optional<db::Url> scratch_url(const config::Config& config, const db::Url& live);
  void watch_interrupt();
  void prepare_crash_report(const engine::CodeOfUnit& code);

  std::optional<support::Interrupt> interrupt_{};
  // While code of units runs:
  std::optional<CrashReport> crash_report_{};
  std::optional<output::Diversion> diversion_{};
};

/// How constraints and indexes without a name are called, by the configuration.
schema::NamingConvention naming_convention(const config::Config& config);

/// Where a version table is, by the configuration.
dialect::TableName version_table(const config::Config& config);

}  // namespace migrate::cli
