#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/environment.hpp"
#include "support/error.hpp"

namespace migrate::config {

enum class TransactionMode { per_migration, all, none };
enum class UnitFormat { sql, cpp };

/// A file with models, a folder of them, or a pattern (`*` and `?` in the last part of the path).
struct ModelPath {
  std::string text{};  // as written
  std::string path{};  // absolute
  support::Place place{};

  friend bool operator==(const ModelPath&, const ModelPath&) = default;
};

/// `compare`: what else may differ between the models and a database.
struct CompareConfig {
  bool types{true};
  bool server_defaults{true};
  bool comments{true};
  bool objects{true};
  bool owners{false};

  friend bool operator==(const CompareConfig&, const CompareConfig&) = default;
};

/// `include`: which part of a database the models speak of.
struct IncludeConfig {
  std::vector<std::string> schemas{};  // none: the default one
  std::vector<std::string> tables{"*"};
  std::vector<std::string> exclude_tables{};

  friend bool operator==(const IncludeConfig&, const IncludeConfig&) = default;
};

/// alembic.yaml, checked, with the chosen environment's overlay applied and variables expanded.
/// Paths are absolute.
struct Config {
  std::string path{};        // the file; empty: there is none
  std::string directory{};   // the folder that it is in
  std::string url{};         // the effective URL; empty: none was given anywhere
  std::string url_origin{};  // where it came from: "--url", "MIGRATE_URL", "DATABASE_URL",
                             // "alembic.yaml:3:6"
  std::optional<support::Place> url_place{};
  std::string script_location{};
  std::vector<std::string> version_locations{};
  bool recursive{false};
  std::vector<ModelPath> models{};
  CompareConfig compare{};
  IncludeConfig include{};
  std::string scratch_url{};  // of a database that may be emptied; empty: none
  std::optional<support::Place> scratch_url_place{};
  UnitFormat unit_format{UnitFormat::sql};
  std::string file_template{"{rev}_{slug}"};
  std::string version_table{"alembic_version"};
  std::string version_table_schema{};
  TransactionMode transaction{TransactionMode::per_migration};
  std::chrono::milliseconds lock_timeout{
      5'000};  // the server's, for the statements of units; 0: none
  std::chrono::milliseconds statement_timeout{0};  // likewise
  std::chrono::milliseconds lock_wait{600'000};    // how long to wait for another run of the tool
  std::vector<std::string> post_write_hooks{};
  std::map<std::string, std::string, std::less<>>
      naming_convention{};  // those that are given: "ix" ...
  std::string compiler{};   // of C++ units; empty: the first that is found
  std::vector<std::string> compile_flags{};
  std::vector<std::string> include_directories{};
  std::string environment{};  // the chosen one; empty: none
  bool is_protected{false};

  friend bool operator==(const Config&, const Config&) = default;
};

/// What the command line says about the configuration.
struct Request {
  std::string file{};         // -c; empty: MIGRATE_CONFIG, then upwards from `directory`
  std::string environment{};  // --env
  std::string url{};          // --url
  std::string env_file{};     // --env-file
  std::string directory{};    // where the search begins: the working directory
  bool needs_file{true};      // or the defaults will do
};

/// The path of the configuration file that `request` means, if there is one. Errors: invalid_config
/// when a file named by -c or MIGRATE_CONFIG does not exist.
std::optional<std::string> find_file(const Request& request, const Environment& environment);

/// Reads the configuration. Every key is checked: unknown ones (did you mean), repeated ones and
/// values of the wrong kind are invalid_config with their place. The URL is the first of --url,
/// MIGRATE_URL, DATABASE_URL, the environment's overlay, the file. Errors: invalid_config, also
/// when a file is needed and none is found.
Config load(const Request& request, const Environment& environment);

/// "5s", "1m30s", "250ms", "2h", "0": a duration as it stands in the configuration or an option.
/// Nothing when it is none.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace migrate::config
