#include "units/compiler.hpp"

#include <migrate/abi.hpp>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sys/stat.h>

#include "support/digest.hpp"
#include "support/error.hpp"
#include "units/sdk_source.hpp"
#include "units/wrapper.hpp"

namespace migrate::units {
namespace {

// -O0: the time of a migration is the database's, the time before it is the compiler's. Libraries
// of C only: what is of the C++ library is found in this program, and reading libstdc++ is what
// makes linking slow. The C library is there for the versions of its symbols.
constexpr std::array compile_flags{
    "-std=c++20",
    "-O0",
    "-fPIC",
    "-fvisibility=hidden",
    "-fdiagnostics-color=never",
    "-ftabstop=1"};
constexpr std::array link_flags{"-nodefaultlibs", "-lm", "-lgcc", "-lc"};

std::string environment_variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> result;
  std::string word;
  for (const char c : text) {
    if (c != ' ' && c != '\t') {
      word += c;
    } else if (!word.empty()) {
      result.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) result.push_back(word);
  return result;
}

/// The program and its arguments that the text means; nothing: there is no such program.
std::vector<std::string> find_command(const std::string& text, const std::string& search_path) {
  std::vector<std::string> words{text};
  std::string program = support::find_program(text, search_path);
  if (program.empty()) {
    words = split_words(text);
    if (!words.empty()) program = support::find_program(words.front(), search_path);
  }
  if (program.empty()) return {};
  words.front() = program;
  return words;
}

std::vector<std::string> wanted_compilers(const Compilation& compilation) {
  if (!compilation.compiler.empty()) return {compilation.compiler};
  return {"c++", "g++", "clang++"};
}

/// The file behind the name, and the time it was installed: another compiler is another file.
std::string describe_program(const std::string& path) {
  std::error_code ignored;
  const std::string file = std::filesystem::canonical(path, ignored).string();
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return fmt::format(
      "{} {} {}.{}\n", file, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

std::string describe_compiler(const std::vector<std::string>& words, const std::string& path) {
  std::string result;
  for (const std::string& word : words) {
    result += word + "\n";
    // A word behind the first may be the compiler that a launcher starts.
    const std::string program = support::find_program(word, path);
    if (!program.empty()) result += describe_program(program);
  }
  return result;
}

std::string describe_options(const std::vector<std::string>& options) {
  return fmt::format(
      "{}\n{}\n{}\nCPATH={}\nCPLUS_INCLUDE_PATH={}\n",
      fmt::join(compile_flags, "\n"),
      fmt::join(options, "\n"),
      fmt::join(link_flags, "\n"),
      environment_variable("CPATH"),
      environment_variable("CPLUS_INCLUDE_PATH"));
}

/// Cuts the first file off the list, with its backslashes resolved.
std::string take_file(std::string_view& list) {
  std::string file;
  std::size_t i = 0;
  for (; i < list.size() && list[i] != ' ' && list[i] != '\n'; ++i) {
    const std::string_view rest = list.substr(i);
    const bool is_quoted = rest.starts_with("\\ ") || rest.starts_with("\\#") ||
                           rest.starts_with("\\:") || rest.starts_with("$$");
    if (is_quoted) ++i;
    if (rest.starts_with("\\\n")) break;
    file += list[i];
  }
  list.remove_prefix(i);
  return file;
}

}  // namespace

std::optional<Compiler> Compiler::find(const Compilation& compilation) {
  for (const std::string& name : wanted_compilers(compilation)) {
    Compiler compiler;
    compiler.words_ = find_command(name, compilation.search_path);
    if (compiler.words_.empty()) continue;
    for (const std::string& folder : compilation.include)
      compiler.options_.push_back("-I" + folder);
    compiler.options_.insert(
        compiler.options_.end(), compilation.flags.begin(), compilation.flags.end());
    if (!compilation.display_directory.empty()) {
      compiler.prefix_map_ = fmt::format("-ffile-prefix-map={}/=", compilation.display_directory);
    }
    const CppSource any_unit;
    const CppSource any_model{.kind = CppKind::model};
    compiler.identity_ = fmt::format(
        "abi {}\nsdk {}\n{}{}{}{}",
        abi::version,
        sdk_digest(),
        write_wrapper({&any_unit}),
        write_wrapper({&any_model}),
        describe_compiler(compiler.words_, compilation.search_path),
        describe_options(compiler.options_));
    return compiler;
  }
  return std::nullopt;
}

std::string Compiler::key(const CppSource& source) const {
  // Headers in the folder of the unit are other ones in another folder.
  const std::string directory = source.directives.has_own_headers() ? source.directory : "";
  return support::sha256(
      fmt::format("{}\n{}\n{}\n{}", source.revision, source.digest, directory, identity_));
}

support::Command Compiler::command(
    const std::string& folder, const std::string& stem, const std::string& sdk) const {
  const std::string file = folder + "/" + stem;
  std::vector<std::string> arguments = words_;
  arguments.insert(arguments.end(), compile_flags.begin(), compile_flags.end());
  if (!prefix_map_.empty()) arguments.push_back(prefix_map_);
  arguments.insert(arguments.end(), {"-isystem", sdk, "-shared", "-MMD", "-MT", "library"});
  arguments.insert(arguments.end(), {"-MF", file + ".d", "-o", file + ".so", file + ".cpp"});
  // Behind the file, so that libraries among the user's flags are linked to it.
  arguments.insert(arguments.end(), options_.begin(), options_.end());
  arguments.insert(arguments.end(), link_flags.begin(), link_flags.end());
  return {.arguments = std::move(arguments), .environment = {"LC_ALL=C", "LANGUAGE="}};
}

std::vector<std::string> read_dependencies(std::string_view text) {
  std::vector<std::string> result;
  text.remove_prefix(std::min(text.size(), text.find(": ") + 1));
  while (!text.empty()) {
    if (text.starts_with("\\\n")) {
      text.remove_prefix(2);
    } else if (text.front() == ' ' || text.front() == '\n') {
      text.remove_prefix(1);
    } else {
      std::error_code ignored;
      result.push_back(std::filesystem::absolute(take_file(text), ignored).string());
    }
  }
  return result;
}

Error no_compiler(const Compilation& compilation, const CppSource& source, bool is_older) {
  std::string why = compilation.compiler.empty()
                        ? "no C++ compiler was found"
                        : fmt::format("the compiler `{}` was not found", compilation.compiler);
  if (is_older) {
    why += fmt::format(
        ", and the build in {} is older than the {}",
        compilation.build_directory,
        name(source.kind));
  }
  return Error(
             ErrorCode::compile_error,
             fmt::format("{} cannot be compiled: {}", source.source.path, why),
             "install one (Debian: apt-get install g++), or name yours: compile.compiler in "
             "alembic.yaml\nor run `migrate build` where there is one, and ship what it writes")
      .with_place({.file = source.source.path});
}

}  // namespace migrate::units
