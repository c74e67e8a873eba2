#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "support/error.hpp"

namespace migrate::output {

/// How much is known about a revision and the database.
enum class Applied { unknown, pending, applied, current };

/// A child of a branch point.
struct Child {
  std::string revision{};
  std::vector<std::string> branch_labels{};
  std::string message{};
};

/// A revision as listings show it.
struct RevisionEntry {
  std::string revision{};
  std::vector<std::string> down_revisions{};
  std::vector<std::string> branch_labels{};  // those of the branches that it is on
  std::vector<std::string> depends_on{};     // as written
  std::string message{};
  std::string create_date{};
  std::string path{};          // absolute
  std::string display_path{};  // as the user would write it
  std::vector<Child> children{};
  bool is_head{false};
  bool is_effective_head{false};  // a head that no other revision depends on
  bool is_base{false};
  bool is_branch_point{false};
  bool is_merge_point{false};
  Applied applied{Applied::unknown};
};

enum class Layout { lines, lines_with_parents, blocks, branches, graph };

/// heads, history, current, branches, show.
struct RevisionReport {
  Layout layout{Layout::lines};
  std::vector<RevisionEntry> revisions{};
  std::string note{};  // for people, when there is nothing to list
};

/// revision, merge, edit: units and where they are.
struct UnitReport {
  std::string verb{};  // "wrote", "edited"
  std::vector<RevisionEntry> revisions{};
  std::string next{};  // what to type next
};

struct HeadEntry {
  std::string revision{};
  bool is_head{false};
};

struct StepEntry {
  std::string revision{};   // empty: a stamp to base
  std::string direction{};  // upgrade, downgrade, stamp
  std::string message{};
  std::chrono::microseconds duration{0};
  std::vector<std::string> heads_after{};
};

enum class ChangeSign { added, changed, removed };

/// A difference between two schemas.
struct ChangeEntry {
  ChangeSign sign{ChangeSign::changed};
  std::string kind{};
  std::string table{};  // of a part of a table
  std::string name{};
  std::string description{};
  bool is_destructive{false};
};

/// Something that may be a rename, and how to say so.
struct QuestionEntry {
  std::string kind{};
  std::string from{};
  std::string to{};
  double score{0};
  std::string rename{};        // the option that says yes
  std::string drop_and_add{};  // the option that says no
};

/// revision --autogenerate: what differs, and the unit, if one was written.
struct GeneratedReport {
  std::vector<ChangeEntry> changes{};
  std::vector<std::string> unmanaged{};  // what is not compared
  std::vector<RevisionEntry> revisions{};
  std::string next{};
};

/// check.
struct CheckReport {
  std::vector<ChangeEntry> changes{};
  std::vector<std::string> unmanaged{};  // what is not compared
  std::optional<Error> failure{};
};

/// What must be decided before anything is generated.
struct QuestionReport {
  std::vector<QuestionEntry> questions{};
  std::optional<Error> failure{};
};

/// diff.
struct DiffReport {
  std::vector<ChangeEntry> changes{};
  std::vector<std::string> sql{};  // statements, without `;`
  std::string text{};              // as a script
  std::optional<Error> failure{};
};

/// inspect --output.
struct ModelReport {
  std::string path{};  // as the user would write it
};

/// upgrade, downgrade, stamp.
struct RunReport {
  std::vector<StepEntry> steps{};
  std::vector<HeadEntry> heads{};
  std::size_t statements{0};
  std::chrono::microseconds duration{0};
};

enum class FileStatus { created, changed, kept };

struct FileEntry {
  FileStatus status{FileStatus::created};
  std::string path{};
  std::string purpose{};
};

/// init.
struct InitReport {
  std::vector<FileEntry> files{};
  std::string next{};
};

enum class TableStatus { created, present };

/// ensure-version.
struct VersionTableReport {
  std::string table{};
  TableStatus status{TableStatus::present};
};

struct NamedText {
  std::string name{};
  std::string text{};
};

/// build.
struct BuildReport {
  std::string directory{};  // as the user would write it
  std::size_t units{0};
  std::size_t models{0};  // in C++
  std::string next{};
};

/// embed.
struct EmbedReport {
  std::vector<FileEntry> files{};
  std::size_t units{0};
  std::string function{};  // with its parentheses
};

/// list-templates; explain without a code.
struct ListReport {
  std::string kind{};  // the key of the list in JSON
  std::vector<NamedText> entries{};
  std::string next{};
};

/// explain CODE.
struct ExplanationReport {
  std::string code{};
  std::string meaning{};
  std::string remedy{};
  int exit_status{0};
};

/// Text that stands for itself: help, the page of all explanations. The same in every format.
struct PageReport {
  std::string text{};
};

/// --version.
struct VersionReport {
  std::string version{};
};

/// `--sql`: the script has been written already.
struct ScriptReport {};

/// What a command has to say.
using Report = std::variant<
    RevisionReport,
    UnitReport,
    GeneratedReport,
    CheckReport,
    QuestionReport,
    DiffReport,
    ModelReport,
    RunReport,
    InitReport,
    VersionTableReport,
    BuildReport,
    EmbedReport,
    ListReport,
    ExplanationReport,
    PageReport,
    VersionReport,
    ScriptReport>;

/// The error that the command ends with although it has something to say: a check that says no.
std::optional<Error> failure_of(const Report& report);

}  // namespace migrate::output
