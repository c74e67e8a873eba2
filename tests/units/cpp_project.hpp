#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "testing/unit_files.hpp"
#include "units/compilation.hpp"
#include "units/compiled_units.hpp"
#include "units/unit.hpp"

namespace migrate::testing {

/// What most units begin with.
inline constexpr std::string_view unit_prologue =
    "#include <migrate/unit.hpp>\nusing namespace migrate;\n";

/// A unit that does something.
inline constexpr std::string_view small_unit =
    "#include <migrate/unit.hpp>\nusing namespace migrate;\n"
    "void upgrade(Operations& op) { op.execute(\"SELECT 1\"); }\n";

/// The text of a unit that begins as most do.
inline std::string body(std::string_view text) {
  return std::string(unit_prologue) + std::string(text);
}

/// C++ units in a folder of their own, and a compiler that counts how often it is started.
class CppProject final {
 public:
  CppProject() {
    compilation_.search_path = path_variable();
    compilation_.cache_directories = {files_.at("cache")};
    compilation_.display_directory = files_.path();
    compilation_.jobs = 2;
    compilation_.on_note = [this](std::string_view note) { notes_.emplace_back(note); };
    compilation_.compiler =
        add_program("counting", "echo >> '" + files_.at("count") + "'\nexec c++ \"$@\"\n");
  }

  static std::string path_variable() {
    const char* const path = std::getenv("PATH");
    return path == nullptr ? "" : path;
  }

  std::string path(std::string_view name) const { return files_.at(name); }
  void write(std::string_view name, std::string_view text) const { files_.write(name, text); }

  /// Writes versions/<revision>.cpp; the lines of the body begin at line 5.
  std::string write_unit(const std::string& revision, std::string_view body) const {
    return files_.write(
        "versions/" + revision + ".cpp",
        "// ---\n// revision: " + revision + "\n// down_revision: null\n// ---\n" +
            std::string(body));
  }

  void add_unit(const std::string& revision, std::string_view body) {
    units_.push_back(
        {.revision = {.id = revision},
         .format = units::Format::cpp,
         .path = write_unit(revision, body)});
  }

  /// A shell script that can be run; its path.
  std::string add_program(std::string_view name, const std::string& script) const {
    std::string file = files_.write(name, "#!/bin/sh\n" + script);
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
  }

  units::Compilation& compilation() { return compilation_; }
  const std::vector<std::string>& notes() const { return notes_; }

  std::vector<const units::Unit*> units() const {
    std::vector<const units::Unit*> result;
    for (const units::Unit& unit : units_)
      result.push_back(&unit);
    return result;
  }

  std::vector<const abi::Unit*> load() const {
    return units::load_cpp_units(units(), compilation_);
  }
  std::vector<std::string> build(const std::string& directory) const {
    return units::build_cpp_units(units(), compilation_, directory);
  }

  /// How many compilers have been started so far.
  std::size_t compiler_count() const {
    std::ifstream file(files_.at("count"));
    return static_cast<std::size_t>(
        std::count(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>(), '\n'));
  }

  /// The names of the files in a folder that begin with `prefix`, in order.
  std::vector<std::string> list(std::string_view folder, std::string_view prefix = {}) const {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(files_.at(folder), none)) {
      const std::string name = entry.path().filename().string();
      if (name.starts_with(prefix)) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
  }

 private:
  UnitFiles files_{};
  units::Compilation compilation_{};
  std::vector<units::Unit> units_{};
  std::vector<std::string> notes_{};
};

/// Runs the action in a process of its own; its process id.
template <typename Action>
pid_t fork_with(const Action& action) {
  const pid_t child = ::fork();
  if (child != 0) return child;
  bool is_good = false;
  try {
    is_good = action();
  } catch (...) {
  }
  ::_exit(is_good ? 0 : 1);
}

/// Its status.
inline int wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

}  // namespace migrate::testing
