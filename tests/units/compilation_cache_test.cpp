#include <atomic>
#include <barrier>
#include <chrono>
#include <csignal>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

#include "support/file.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "units/compiled_units.hpp"
#include "units/cpp_project.hpp"
#include "units/sdk_source.hpp"

namespace migrate::units {
namespace {

using testing::body;
using testing::CppProject;
using testing::fork_with;
using testing::small_unit;
using testing::wait_for;

// The cache

TEST_CASE("what is in the cache is not compiled again", "[units]") {
  CppProject project;
  for (const char* name : {"aa", "bb", "cc", "dd"})
    project.add_unit(name, small_unit);
  project.load();
  CHECK(project.compiler_count() == 2);
  CHECK(project.notes() == std::vector<std::string>{"compiling 4 C++ units"});
  CHECK(project.load()[3]->upgrade != nullptr);
  CHECK(project.compiler_count() == 2);
  project.write_unit("bb", body("void change(Operations&) {}\n"));
  CHECK(project.load()[1]->change != nullptr);
  CHECK(project.compiler_count() == 3);
  CHECK(project.notes().back() == "compiling 1 C++ unit");
  CHECK(project.list("cache", "migrate-work-").empty());
}

TEST_CASE("only what is asked for is compiled", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.add_unit("bb", "this is not C++\n");
  const auto units = load_cpp_units({project.units()[0]}, project.compilation());
  CHECK(units[0]->upgrade != nullptr);
  CHECK(load_cpp_units({}, project.compilation()).empty());
}

TEST_CASE("a unit is compiled again when a header of it has changed", "[units]") {
  CppProject project;
  project.write("versions/inner.hpp", "#pragma once\ninline void both(migrate::Operations&) {}\n");
  project.write("versions/ours.hpp", "#pragma once\n#include \"inner.hpp\"\n");
  const std::string text =
      "#include <migrate/unit.hpp>\n#include \"ours.hpp\"\nusing namespace migrate;\nvoid "
      "upgrade(Operations& op) { both(op); }\n";
  project.add_unit("aa", text);
  project.add_unit("bb", text);
  project.add_unit("cc", small_unit);
  project.load();
  const std::size_t count = project.compiler_count();
  project.load();
  CHECK(project.compiler_count() == count);
  project.write("versions/inner.hpp", "#pragma once\n#define both(op)\n");
  project.compilation().jobs = 1;
  project.load();
  CHECK(project.compiler_count() == count + 1);
}

TEST_CASE("files in the cache that are not as they were written are not trusted", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.load();
  const std::string folder = GENERATE("units", "libraries");
  const auto names = project.list("cache/" + folder);
  REQUIRE(names.size() == 1);
  const std::string path = project.path("cache/" + folder + "/" + names[0]);
  // A file of its own: what is open in this process may not be cut off.
  std::filesystem::copy_file(path, path + ".copy");
  std::filesystem::rename(path + ".copy", path);
  SECTION("cut off") {
    std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  }
  SECTION("empty") {
    std::filesystem::resize_file(path, 0);
  }
  SECTION("foreign") {
    project.write("cache/" + folder + "/" + names[0], "who knows\n");
  }
  SECTION("a folder") {
    std::filesystem::remove(path);
    std::filesystem::create_directories(path + "/x");
  }
  SECTION("gone") {
    std::filesystem::remove(path);
  }
  // Under another path: the library of the first load is open in this process.
  std::filesystem::rename(project.path("cache"), project.path("moved"));
  project.compilation().cache_directories = {project.path("moved")};
  CHECK(project.load()[0]->upgrade != nullptr);
  CHECK(project.compiler_count() == 2);
}

TEST_CASE("a damaged SDK in the cache is mended", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.load();
  const auto names = project.list("cache", "sdk-");
  REQUIRE(names.size() == 1);
  project.write("cache/" + names[0] + "/migrate/unit.hpp", "nonsense");
  project.write_unit("aa", body("void upgrade(Operations&) {}\n"));
  CHECK(project.load()[0]->upgrade != nullptr);
  CHECK(support::read_file(project.path("cache/" + names[0] + "/migrate/unit.hpp")) != "nonsense");
}

TEST_CASE("an SDK in the cache that cannot be mended is not used", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.load();
  const auto names = project.list("cache", "sdk-");
  REQUIRE(names.size() == 1);
  std::filesystem::remove(project.path("cache/" + names[0] + "/migrate/unit.hpp"));
  std::filesystem::create_directories(project.path("cache/" + names[0] + "/migrate/unit.hpp/x"));
  project.write_unit("aa", body("void upgrade(Operations&) {}\n"));
  CHECK(project.load()[0]->upgrade != nullptr);
}

TEST_CASE("an SDK that is in the cache stays there while others come to the same", "[units]") {
  CppProject project;
  constexpr int rounds = 50;
  constexpr int others = 4;
  for (int round = 0; round < rounds; ++round) {
    Compilation compilation;
    compilation.cache_directories = {project.path(std::to_string(round))};
    std::barrier start(others);
    std::atomic<int> missing{0};
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < others; ++i) {
        threads.emplace_back([&] {
          const Workplace place = open_workplace(compilation);
          start.arrive_and_wait();
          const std::string header = place_sdk(place) + "/migrate/unit.hpp";
          for (int look = 0; look < rounds; ++look) {
            if (!std::filesystem::exists(header)) ++missing;
          }
        });
      }
    }
    CHECK(missing == 0);
  }
}

TEST_CASE("a cache that cannot be written is said once, and the units are loaded", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.write("file", "");
  project.compilation().cache_directories = {project.path("file/cache")};
  CHECK(project.load()[0]->upgrade != nullptr);
  CHECK(
      project.notes() ==
      std::vector<std::string>{
          "the cache " + project.path("file/cache") +
              " cannot be written (Not a directory); compiled units are not kept",
          "compiling 1 C++ unit"});
}

TEST_CASE("the first cache that can be written is used", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.write("file", "");
  project.compilation().cache_directories = {
      project.path("file/cache"), project.path("second"), project.path("third")};
  project.load();
  project.load();
  CHECK(project.compiler_count() == 1);
  CHECK(project.notes().size() == 1);
  CHECK(project.list("second/units").size() == 1);
  CHECK(project.list("third").empty());
}

TEST_CASE("without a place for files the error says so", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.write("file", "");
  project.compilation().cache_directories = {project.path("file/cache")};
  ::setenv("TMPDIR", project.path("file/tmp").c_str(), 1);
  const Error error = error_of([&] { project.load(); });
  ::unsetenv("TMPDIR");
  CHECK(error.code() == ErrorCode::compile_error);
  CHECK(error.message().find("cannot be written (Not a directory)") != std::string::npos);
}

TEST_CASE("a unit that is edited while it is compiled is not kept as it was", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.compilation().compiler = project.add_program(
      "editing",
      "echo '// edited' >> '" + project.path("versions/aa.cpp") + "'\nexec c++ \"$@\"\n");
  project.load();
  CHECK(project.list("cache/units").empty());
}

// Several processes

TEST_CASE("a cache that has the unit is used although it cannot be written", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.load();
  for (const char* name : {"", "cache", "cache/units", "cache/libraries"}) {
    constexpr auto readable = static_cast<std::filesystem::perms>(0555);
    std::filesystem::permissions(project.path(name), readable);
  }
  constexpr uid_t nobody = 65534;
  const pid_t reader = fork_with([&] {
    if (::geteuid() == 0 && ::seteuid(nobody) != 0) return false;
    return project.load()[0]->upgrade != nullptr && project.notes().size() == 1;
  });
  CHECK(wait_for(reader) == 0);
  CHECK(project.compiler_count() == 1);
  std::filesystem::permissions(project.path(""), std::filesystem::perms::owner_all);
  std::filesystem::permissions(project.path("cache"), std::filesystem::perms::owner_all);
}

TEST_CASE("two processes may compile into one cache at once", "[units]") {
  CppProject project;
  for (int i = 0; i < 8; ++i)
    project.add_unit("u" + std::to_string(i), small_unit);
  const auto load = [&] { return project.load()[7]->upgrade != nullptr; };
  const pid_t first = fork_with(load);
  const pid_t second = fork_with(load);
  CHECK(wait_for(first) == 0);
  CHECK(wait_for(second) == 0);
  const std::size_t count = project.compiler_count();
  CHECK(load());
  CHECK(project.compiler_count() == count);
  CHECK(project.list("cache", "migrate-work-").empty());
}

TEST_CASE("a process that was killed while it compiled leaves nothing that matters", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  const std::string compiler = project.compilation().compiler;
  project.compilation().compiler = project.add_program(
      "slow",
      "echo $$ > '" + project.path("pid.new") + "'\nmv '" + project.path("pid.new") + "' '" +
          project.path("pid") + "'\nexec sleep 60\n");
  const pid_t child = fork_with([&] { return !project.load().empty(); });
  while (!support::file_exists(project.path("pid")))
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  ::kill(child, SIGKILL);
  wait_for(child);
  ::kill(std::stoi(support::read_file(project.path("pid"))), SIGKILL);
  CHECK(project.list("cache", "migrate-work-").size() == 2);
  project.compilation().compiler = compiler;
  CHECK(project.load()[0]->upgrade != nullptr);
  CHECK(project.list("cache", "migrate-work-").empty());
}

TEST_CASE("a process may be killed at any moment", "[units]") {
  CppProject project;
  for (int i = 0; i < 4; ++i)
    project.add_unit("u" + std::to_string(i), small_unit);
  for (int delay = 1; delay < 130; delay += 13) {
    const pid_t child = fork_with([&] { return !project.load().empty(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(delay));
    ::kill(child, SIGKILL);
    wait_for(child);
  }
  CHECK(project.load()[3]->upgrade != nullptr);
}

}  // namespace
}  // namespace migrate::units
