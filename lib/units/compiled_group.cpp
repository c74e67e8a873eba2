#include "units/compiled_group.hpp"

#include <algorithm>
#include <cstring>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/error.hpp"
#include "support/file.hpp"
#include "support/process.hpp"
#include "units/diagnostics.hpp"
#include "units/sdk_source.hpp"
#include "units/wrapper.hpp"

namespace migrate::units {
namespace {

namespace fs = std::filesystem;

using Group = std::vector<const CppSource*>;

/// So many units that do not compile are enough to say so.
constexpr std::size_t most_errors = 10;

/// What units must have in common to be compiled together.
std::string kind_of(const CppSource& source) {
  if (!source.directives.is_plain) return source.path;
  const std::string directory = source.directives.has_own_headers() ? source.directory : "";
  return fmt::format(
      "{}\n{}\n{}", name(source.kind), directory, fmt::join(source.directives.includes, "\n"));
}

Error cannot_write(const WorkFolder& folder) {
  return {
      ErrorCode::compile_error,
      fmt::format("C++ units cannot be compiled: cannot write in {}", folder.path()),
      "make room on the disk"};
}

bool is_older_than(const std::string& path, fs::file_time_type time) {
  std::error_code failure;
  const auto written = fs::last_write_time(path, failure);
  return !failure && written <= time;
}

/// The headers among the files that a library was made of; `wrapper` and the units are none.
std::vector<HeaderFile> read_headers(
    const std::string& list, const std::string& wrapper, const Group& members) {
  std::vector<HeaderFile> result;
  for (const std::string& path : read_dependencies(list)) {
    const bool is_member =
        std::ranges::any_of(members, [&](const CppSource* m) { return m->path == path; });
    if (path == wrapper || is_member) continue;
    result.push_back({.path = path, .digest = digest_of_file(path)});
  }
  return result;
}

/// One run of compile_groups.
class Run final {
 public:
  Run(const Compiler& compiler, const Compilation& compilation, const Workplace& place)
      : compiler_(&compiler),
        compilation_(&compilation),
        folder_(place.folder.get()),
        sdk_(place_sdk(place)) {
    if (sdk_.empty()) throw cannot_write(*folder_);
  }

  Compiled compile(std::deque<Group> waiting) {
    while (!waiting.empty() && compiled_.failed.size() < most_errors) {
      const std::size_t count = std::min<std::size_t>(waiting.size(), jobs_of(*compilation_));
      std::vector<Group> groups;
      for (std::size_t i = 0; i < count; ++i) {
        groups.push_back(std::move(waiting.front()));
        waiting.pop_front();
      }
      const std::vector<Group> failed = compile_at_once(groups);
      waiting.insert(waiting.begin(), failed.begin(), failed.end());
    }
    return std::move(compiled_);
  }

 private:
  /// The groups to try next.
  std::vector<Group> compile_at_once(const std::vector<Group>& groups) {
    std::vector<support::Command> commands;
    const std::size_t first = count_;
    for (const Group& group : groups) {
      const std::string stem = std::to_string(count_++);
      if (!folder_->write(stem + ".cpp", write_wrapper(group))) throw cannot_write(*folder_);
      commands.push_back(compiler_->command(folder_->path(), stem, sdk_));
    }
    const auto begin = fs::file_time_type::clock::now();
    const auto outcomes =
        support::run_all(commands, jobs_of(*compilation_), compilation_->interrupt);
    std::vector<Group> failed;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      const std::string stem = std::to_string(first + i);
      auto error = take(groups[i], stem, outcomes[i], begin);
      if (!error) continue;
      if (groups[i].size() == 1) {
        compiled_.failed.push_back({.source = groups[i].front(), .error = *std::move(error)});
        continue;
      }
      const auto middle = groups[i].begin() + static_cast<std::ptrdiff_t>(groups[i].size() / 2);
      failed.emplace_back(groups[i].begin(), middle);
      failed.emplace_back(middle, groups[i].end());
    }
    return failed;
  }

  /// Takes over what has become of a group; the error of its first unit when it has failed.
  std::optional<Error> take(
      const Group& group,
      const std::string& stem,
      const support::Outcome& outcome,
      fs::file_time_type begin) {
    const std::string path = folder_->path() + "/" + stem;
    if (!outcome.is_success()) return error_of(*group.front(), path + ".cpp", outcome);
    CppLibrary library = open_library(path + ".so");
    if (library.library == nullptr) return error_of(*group.front(), library);
    CompiledGroup result{.members = group, .file = stem + ".so", .library = std::move(library)};
    const std::string list = support::find_file_content(path + ".d").value_or("");
    result.headers = read_headers(list, path + ".cpp", group);
    result.is_stable = !list.empty() && is_unchanged(result, begin);
    compiled_.groups.push_back(std::move(result));
    return std::nullopt;
  }

  static bool is_unchanged(const CompiledGroup& group, fs::file_time_type begin) {
    return std::ranges::all_of(
               group.members,
               [](const CppSource* m) { return digest_of_file(m->path) == m->digest; }) &&
           std::ranges::all_of(group.headers, [&](const HeaderFile& header) {
             return is_older_than(header.path, begin);
           });
  }

  Error error_of(
      const CppSource& source, const std::string& wrapper, const support::Outcome& outcome) const {
    if (!outcome.failure.empty()) {
      throw Error(
          ErrorCode::compile_error,
          fmt::format("the compiler {} cannot be started: {}", compiler_->path(), outcome.failure),
          "name another one: compile.compiler in alembic.yaml")
          .with_place({.file = source.source.path});
    }
    if (outcome.signal != 0) {
      return Error(
                 ErrorCode::compile_error,
                 fmt::format(
                     "the compiler {} was ended by signal {} ({}) while it compiled {}",
                     compiler_->path(),
                     outcome.signal,
                     ::strsignal(outcome.signal),  // NOLINT(concurrency-mt-unsafe): one thread
                     source.source.path))
          .with_place({.file = source.source.path})
          .with_detail(outcome.output);
    }
    return read_diagnostics(source, outcome.output, wrapper, compilation_->display_directory);
  }

  static Error error_of(const CppSource& source, const CppLibrary& library) {
    if (!library.undefined_symbol.empty()) {
      return undefined_symbol(source, library.undefined_symbol).with_detail(library.failure);
    }
    return Error(
               ErrorCode::compile_error,
               fmt::format("{} cannot be loaded: {}", source.source.path, library.failure))
        .with_place({.file = source.source.path});
  }

  const Compiler* compiler_;
  const Compilation* compilation_;
  const WorkFolder* folder_;
  std::string sdk_;
  std::size_t count_{0};  // of groups that were tried; each has files of its own
  Compiled compiled_{};
};

}  // namespace

std::vector<Group> make_groups(const std::vector<const CppSource*>& sources, std::size_t size) {
  std::map<std::string, std::size_t> open;  // the group of each kind that is not yet full
  std::vector<Group> groups;
  for (const CppSource* const source : sources) {
    const std::string kind = kind_of(*source);
    const auto found = open.find(kind);
    if (found == open.end() || groups[found->second].size() >= size) {
      open[kind] = groups.size();
      groups.emplace_back();
    }
    groups[open.at(kind)].push_back(source);
  }
  return groups;
}

Compiled compile_groups(
    const std::vector<Group>& groups,
    const Compiler& compiler,
    const Compilation& compilation,
    const Workplace& place) {
  return Run(compiler, compilation, place).compile({groups.begin(), groups.end()});
}

unsigned jobs_of(const Compilation& compilation) {
  return compilation.jobs == 0 ? std::max(std::thread::hardware_concurrency(), 1U)
                               : compilation.jobs;
}

}  // namespace migrate::units
