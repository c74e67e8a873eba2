#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace migrate::cli {

enum class Format { text, json };
enum class ColorChoice { automatic, always, never };
enum class UnitFormat { sql, cpp };

/// What every command takes, before or after its name.
struct GlobalOptions {
  std::string config{};
  std::string environment{};
  std::string url{};
  std::string env_file{};
  std::vector<std::string> variables{};  // key=value
  Format format{Format::text};
  ColorChoice color{ColorChoice::automatic};
  bool quiet{false};
  bool verbose{false};
  bool no_input{false};
  bool yes{false};
};

enum class ModelFormat { sql, yaml, cpp, json };

/// How a comparison tells a new name from something new.
struct RenameOptions {
  std::vector<std::string> renames{};  // old=new
  bool assume_renames{false};
  bool no_renames{false};
};

struct InitOptions {
  std::string directory{"."};
  std::string template_name{};  // empty: what --url says, or sqlite
};

struct RevisionOptions {
  std::string message{};
  std::vector<std::string> heads{};
  std::vector<std::string> branch_labels{};
  std::vector<std::string> depends_on{};
  std::string version_path{};
  std::string revision_id{};
  std::optional<UnitFormat> format{};  // nothing: the configuration's
  bool splice{false};
  bool sql{false};
  // --autogenerate, and what goes with it
  bool autogenerate{false};
  RenameOptions renames{};
  bool prove{false};
  bool no_prove{false};
  bool strict{false};
  bool allow_empty{false};
};

struct MergeOptions {
  std::vector<std::string> revisions{};
  std::string message{};
  std::vector<std::string> branch_labels{};
  std::string revision_id{};
  bool splice{false};
};

/// What `upgrade` and `downgrade` take.
struct RunArguments {
  std::string target{};
  std::string tag{};
  bool sql{false};
  std::optional<std::chrono::milliseconds> lock_wait{};
  unsigned jobs{0};  // 0: as many as there are cores
};

struct UpgradeOptions : RunArguments {};
struct DowngradeOptions : RunArguments {};

struct StampOptions {
  std::vector<std::string> targets{};
  std::string tag{};
  bool sql{false};
  bool purge{false};
  std::optional<std::chrono::milliseconds> lock_wait{};
};

struct CurrentOptions {
  bool check_heads{false};
};

struct HistoryOptions {
  std::string range{};
  bool indicate_current{false};
  bool graph{false};
};

struct HeadsOptions {
  bool resolve_dependencies{false};
};

struct BranchesOptions {};

struct ShowOptions {
  std::string target{};
};

struct EditOptions {
  std::string target{};
};

struct CheckOptions {};

struct DiffOptions {
  std::string from{};
  std::string to{};
  RenameOptions renames{};
  bool exit_code{false};
};

struct InspectOptions {
  ModelFormat format{ModelFormat::yaml};
  std::string output{};  // empty: the standard output
  std::vector<std::string> schemas{};
  std::vector<std::string> tables{};
  std::vector<std::string> exclude_tables{};
};

struct EnsureVersionOptions {
  bool sql{false};
};

struct BuildOptions {
  std::string output{};  // empty: inside the project
  unsigned jobs{0};
};

struct EmbedOptions {
  std::vector<std::string> directories{};  // none: those of alembic.yaml
  std::string name{"app"};
  std::string output{"."};
  bool recursive{false};
};

struct ListTemplatesOptions {};

struct ExplainOptions {
  std::string code{};  // empty: list them
  bool all{false};
};

/// `--help`, `help COMMAND`, or no command at all.
struct HelpOptions {
  std::string page{};
};

struct VersionOptions {};

using Command = std::variant<
    InitOptions,
    RevisionOptions,
    MergeOptions,
    UpgradeOptions,
    DowngradeOptions,
    StampOptions,
    CurrentOptions,
    HistoryOptions,
    HeadsOptions,
    BranchesOptions,
    ShowOptions,
    EditOptions,
    CheckOptions,
    DiffOptions,
    InspectOptions,
    EnsureVersionOptions,
    BuildOptions,
    EmbedOptions,
    ListTemplatesOptions,
    ExplainOptions,
    HelpOptions,
    VersionOptions>;

/// A command line, understood.
struct Invocation {
  GlobalOptions global{};
  Command command{HelpOptions{}};
};

}  // namespace migrate::cli
