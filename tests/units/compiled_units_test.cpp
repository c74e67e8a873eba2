#include "units/compiled_units.hpp"

#include "support/file.hpp"
#include "support/process.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "units/cpp_project.hpp"
#include "units/sdk_source.hpp"

namespace migrate::units {
namespace {

using testing::body;
using testing::CppProject;
using testing::small_unit;
using testing::unit_prologue;

// What a unit may be

TEST_CASE("a unit has the functions that it defines", "[units]") {
  CppProject project;
  project.add_unit("aa", body("void upgrade(Operations&) {}\nvoid downgrade(Operations&) {}\n"));
  project.add_unit("bb", body("void change(Operations&) {}\n"));
  project.add_unit("cc", body("static void upgrade(Operations&) noexcept {}\n"));
  const auto units = project.load();
  REQUIRE(units.size() == 3);
  CHECK(units[0]->revision == std::string("aa"));
  CHECK(units[0]->upgrade != nullptr);
  CHECK(units[0]->downgrade != nullptr);
  CHECK(units[0]->change == nullptr);
  CHECK(units[1]->upgrade == nullptr);
  CHECK(units[1]->downgrade == nullptr);
  CHECK(units[1]->change != nullptr);
  CHECK(units[2]->upgrade != nullptr);
  CHECK(units[2]->downgrade == nullptr);
}

TEST_CASE("a unit may use the C++ library and static objects", "[units]") {
  CppProject project;
  project.add_unit(
      "aa", "#include <cmath>\n#include <map>\n#include <regex>\n#include <string>\n" + body(R"(
    namespace {
    struct Counter { std::string text{"x"}; ~Counter() { text.clear(); } } counter;
    thread_local std::map<std::string, int> seen;
    }
    void upgrade(Operations& op) {
      static const std::string name = "a" + std::to_string(seen.size());
      const std::regex expression("a+");
      if (std::regex_match(name, expression)) op.execute(counter.text);
      __int128 wide = static_cast<__int128>(name.size()) << 70;
      op.execute(std::to_string(std::sin(1.0 * static_cast<double>(wide / 3))));
      try {
        throw std::runtime_error("x");
      } catch (const std::exception& error) {
        op.execute(error.what());
      }
    })"));
  CHECK(project.load()[0]->upgrade != nullptr);
}

TEST_CASE("a function may have overloads beside it", "[units]") {
  CppProject project;
  project.add_unit("aa", body("void upgrade(Operations&, int);\nvoid upgrade(Operations&) {}\n"));
  CHECK(project.load()[0]->upgrade != nullptr);
}

TEST_CASE("a revision may have any characters", "[units]") {
  CppProject project;
  const std::string revision = "é\"\\n?REVISION";
  project.add_unit("aa", small_unit);
  Unit unit = *project.units().front();
  unit.revision.id = revision;
  const auto units = load_cpp_units({&unit}, project.compilation());
  CHECK(units[0]->revision == revision);
}

TEST_CASE("a unit may lie in a folder with spaces and other letters", "[units]") {
  CppProject project;
  project.write("versions/a b/größe $x #1/ours.hpp", "inline int size() { return 1; }\n");
  project.add_unit(
      "a b/größe $x #1/aa",
      "#include \"ours.hpp\"\n" +
          body("void upgrade(Operations& op) { op.execute(\"x\", {size()}); }\n"));
  project.compilation().cache_directories = {project.path("cache ü #'")};
  REQUIRE(project.load()[0]->upgrade != nullptr);
  REQUIRE(project.load()[0]->upgrade != nullptr);
  CHECK(project.compiler_count() == 1);
  project.write("versions/a b/größe $x #1/ours.hpp", "inline int size() { return 2; }\n");
  project.load();
  CHECK(project.compiler_count() == 2);
}

TEST_CASE("a path that no #include can name is refused", "[units]") {
  CppProject project;
  project.add_unit("a\"b", small_unit);
  CHECK(error_of([&] { project.load(); }).code() == ErrorCode::invalid_unit);
  CHECK(project.compiler_count() == 0);
}

// Several units in one library

TEST_CASE("units of one library do not see each other", "[units]") {
  CppProject project;
  project.compilation().jobs = 1;
  for (const std::string name : {"aa", "bb", "cc"}) {
    project.add_unit(
        name,
        body(
            "#define SIZE " + std::to_string(name[0]) +
            "\nnamespace { int helper() { return SIZE; } }\nstruct Row { char text[SIZE]; };\n"
            "static Row row;\nint global = sizeof row;\n"
            "void upgrade(Operations& op) { op.execute(row.text, {helper()}); }\n"));
  }
  project.add_unit("dd", body("int SIZE = 1;\nvoid upgrade(Operations&) { SIZE = 2; }\n"));
  const auto units = project.load();
  CHECK(project.compiler_count() == 1);
  CHECK(units[0]->upgrade != units[1]->upgrade);
}

TEST_CASE("units that include different headers are compiled apart", "[units]") {
  CppProject project;
  project.compilation().jobs = 1;
  // The second would not compile alone.
  project.add_unit(
      "aa", "#include <string>\n" + body("void upgrade(Operations&) { std::string x; }\n"));
  project.add_unit("bb", body("void upgrade(Operations&) { std::string x; }\n"));
  const Error error = error_of([&] { project.load(); });
  CHECK(error.place()->file == "versions/bb.cpp");
}

TEST_CASE("units with headers of the same name in two folders get their own", "[units]") {
  CppProject project;
  project.compilation().jobs = 1;
  for (const std::string folder : {"x", "y"}) {
    project.write(
        "versions/" + folder + "/ours.hpp",
        "#ifndef OURS\n#define OURS\nstruct " + folder + " {};\n#endif\n");
    project.add_unit(
        folder + "/aa",
        "#include \"ours.hpp\"\n" +
            body("void upgrade(Operations&) { " + folder + " it; (void)it; }\n"));
  }
  CHECK(project.load().size() == 2);
}

TEST_CASE("units that cannot share a library are compiled one by one", "[units]") {
  CppProject project;
  project.compilation().jobs = 1;
  project.add_unit(
      "aa", body("extern \"C\" int shared() { return 1; }\nvoid upgrade(Operations&) {}\n"));
  project.add_unit(
      "bb", body("extern \"C\" int shared() { return 2; }\nvoid upgrade(Operations&) {}\n"));
  CHECK(project.load()[1]->upgrade != nullptr);
}

TEST_CASE(
    "of many units the one that does not compile is named, and the others are kept", "[units]") {
  CppProject project;
  for (int i = 0; i < 60; ++i) {
    const std::string name = "u" + std::to_string(i);
    project.add_unit(
        name,
        i == 41 ? body("void upgrade(Operations& op) { op.exeucte(\"x\"); }\n")
                : std::string(small_unit));
  }
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::compile_error);
  CHECK(error.place()->file == "versions/u41.cpp");
  CHECK(error.place()->line == 7);
  const std::size_t count = project.compiler_count();
  project.write_unit("u41", small_unit);
  CHECK(project.load()[59]->upgrade != nullptr);
  CHECK(project.compiler_count() == count + 1);
}

TEST_CASE(
    "of several units that do not compile the first is told and the others are named", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.add_unit("bb", "first\n");
  project.add_unit("cc", "second\n");
  const Error error = error_of([&] { project.load(); });
  CHECK(error.place()->file == "versions/bb.cpp");
  CHECK(error.state() == "versions/cc.cpp does not compile either");
}

// The SDK

TEST_CASE("the headers of the SDK are part of the program", "[units]") {
  const std::string folder = std::string(MIGRATE_SOURCE_DIR) + "/lib/sdk/migrate/";
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    count += entry.path().extension() == ".hpp" ? 1 : 0;
  CHECK(sdk_files().size() == count);
  for (const SdkFile& file : sdk_files()) {
    INFO(file.name);
    CHECK(support::read_file(folder + std::string(file.name)) == file.text);
  }
}

TEST_CASE("the header that units include stays small", "[units]") {
  CppProject project;
  project.write("unit.cpp", unit_prologue);
  const std::string sdk = std::string(MIGRATE_SOURCE_DIR) + "/lib/sdk";
  const auto outcomes = support::run_all(
      {{.arguments =
            {support::find_program("c++", CppProject::path_variable()),
             "-std=c++20",
             "-E",
             "-P",
             "-isystem",
             sdk,
             project.path("unit.cpp")}}},
      1,
      nullptr);
  REQUIRE(outcomes[0].is_success());
  // A line is worth some 20 microseconds of every compilation.
  CHECK(std::ranges::count(outcomes[0].output, '\n') < 1500);
}

}  // namespace
}  // namespace migrate::units
