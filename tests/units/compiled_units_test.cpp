#include "units/compiled_units.hpp"

#include <chrono>
#include <csignal>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "support/digest.hpp"
#include "support/file.hpp"
#include "support/interrupt.hpp"
#include "support/process.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "units/cpp_project.hpp"
#include "units/sdk_source.hpp"

namespace migrate::units {
namespace {

using testing::CppProject;
using testing::fork_with;
using testing::small_unit;
using testing::unit_prologue;
using testing::wait_for;

std::string body(std::string_view text) {
  return std::string(unit_prologue) + std::string(text);
}

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

// Errors

TEST_CASE("an error of the compiler has its place and words", "[units]") {
  CppProject project;
  project.add_unit(
      "aa",
      body("void upgrade(Operations& op) {\n\top.execute(\"größe\"); op.exeucte(\"x\");\n}\n"));
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::compile_error);
  CHECK(
      error.message() ==
      "versions/aa.cpp does not compile: 'class migrate::Operations' has no member named "
      "'exeucte'; did you mean 'execute'?");
  CHECK(error.place()->line == 8);
  CHECK(error.place()->column == 26);
  CHECK(error.place()->text == "\top.execute(\"größe\"); op.exeucte(\"x\");");
  CHECK(error.detail().find("error: ") != std::string::npos);
}

TEST_CASE("a mistyped field is placed where it stands", "[units]") {
  CppProject project;
  project.add_unit(
      "aa",
      body("void upgrade(Operations& op) {\n  op.create_table(\n      \"account\",\n      {\n      "
           "    Column{.name = \"id\", .type = integer()},\n          Column{.nmae = \"email\", "
           ".type = text()},\n      });\n}\n"));
  const Error error = error_of([&] { project.load(); });
  CHECK(
      error.message() ==
      "versions/aa.cpp does not compile: 'migrate::Column' has no non-static data member named "
      "'nmae'");
  CHECK(error.place()->line == 12);
  CHECK(error.place()->column == 19);
}

TEST_CASE("a missing header is told with what to do", "[units]") {
  CppProject project;
  project.add_unit("aa", "#include \"nowhere.hpp\"\n" + std::string(small_unit));
  const Error error = error_of([&] { project.load(); });
  CHECK(
      error.message() ==
      "versions/aa.cpp does not compile: nowhere.hpp: No such file or directory");
  CHECK(error.place()->line == 5);
  CHECK(error.hint() == "add the folder of the header to compile.include in alembic.yaml");
}

TEST_CASE("an error in a header is placed where the unit includes it", "[units]") {
  CppProject project;
  project.write("versions/ours.hpp", "\n#pragma once\nint broken = \"x\";\n");
  project.add_unit(
      "aa",
      "#include <migrate/unit.hpp>\n#include \"ours.hpp\"\nusing namespace migrate;\nvoid "
      "upgrade(Operations&) {}\n");
  const Error error = error_of([&] { project.load(); });
  CHECK(
      error.message() ==
      "versions/aa.cpp does not compile: versions/ours.hpp:3: invalid conversion from 'const "
      "char*' to 'int' [-fpermissive]");
  CHECK(error.place()->file == "versions/aa.cpp");
  CHECK(error.place()->line == 6);
  CHECK(error.place()->text == "#include \"ours.hpp\"");
}

TEST_CASE("an error in the SDK is placed where the unit has led to it", "[units]") {
  CppProject project;
  project.add_unit(
      "aa", body("void upgrade(Operations& op) {\n  op.autocommit_block([](int) {});\n}\n"));
  const Error error = error_of([&] { project.load(); });
  CHECK(error.place()->file == "versions/aa.cpp");
  CHECK(error.place()->line == 8);
}

TEST_CASE("a brace too few or too many is told of its unit", "[units]") {
  CppProject project;
  project.compilation().jobs = 1;
  project.add_unit("aa", small_unit);
  project.add_unit(
      "bb", body(GENERATE("void upgrade(Operations&) {\n", "void upgrade(Operations&) {}\n}\n")));
  project.add_unit("cc", small_unit);
  const Error error = error_of([&] { project.load(); });
  CHECK(error.place()->file == "versions/bb.cpp");
}

TEST_CASE("what is declared but nowhere defined is told of its unit", "[units]") {
  CppProject project;
  project.compilation().jobs = 1;
  project.add_unit("aa", small_unit);
  project.add_unit(
      "bb",
      body("int helper(int);\nvoid upgrade(Operations& op) { op.execute(\"\", {helper(1)}); }\n"));
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::compile_error);
  CHECK(
      error.message() ==
      "versions/bb.cpp does not link: `helper(int)` is declared but nowhere defined");
  CHECK(error.place()->line == 7);
}

TEST_CASE("a unit without upgrade and change is refused", "[units]") {
  CppProject project;
  project.add_unit(
      "aa",
      body(GENERATE(
          "",
          "void downgrade(Operations&) {}\n",
          "void upgarde(Operations&) {}\n",
          "namespace mine { void upgrade(Operations&) {} }\n")));
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::invalid_unit);
  CHECK(error.message() == "versions/aa.cpp defines neither `upgrade` nor `change`");
  CHECK(error.hint() == "write, outside of any namespace, `void upgrade(Operations& op) { ... }`");
  CHECK(error.place()->file == "versions/aa.cpp");
}

TEST_CASE("a unit with change and upgrade or downgrade is refused", "[units]") {
  CppProject project;
  const std::string other = GENERATE("upgrade", "downgrade");
  project.add_unit("aa", body("void " + other + "(Operations&) {}\nvoid change(Operations&) {}\n"));
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::invalid_unit);
  CHECK(error.message() == "versions/aa.cpp defines `change` beside `upgrade` or `downgrade`");
  CHECK(error.place()->line == 8);
}

TEST_CASE("a function with another signature is not taken for a missing one", "[units]") {
  CppProject project;
  const std::string function = GENERATE(
      "int upgrade(Operations&) { return 0; }\n",
      "void upgrade() {}\n",
      "void upgrade(Operations*) {}\n",
      "void upgrade(const Operations&) {}\n",
      "void upgrade(Operations&, int) {}\n");
  project.add_unit("aa", body(function));
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::invalid_unit);
  CHECK(error.message() == "`upgrade` of versions/aa.cpp is not `void upgrade(Operations& op)`");
  CHECK(error.hint() == "write it as `void upgrade(Operations& op) { ... }`");
  CHECK(error.place()->line == 7);
}

TEST_CASE("a name of a function that is something else is an error", "[units]") {
  CppProject project;
  project.add_unit("aa", body("auto upgrade = [](Operations&) {};\n"));
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::compile_error);
  CHECK(error.message() == "versions/aa.cpp does not compile: reference to 'upgrade' is ambiguous");
}

TEST_CASE("clang's errors are read like gcc's", "[units]") {
  CppProject project;
  project.compilation().compiler = "clang++-14";
  if (support::find_program("clang++-14", CppProject::path_variable()).empty()) return;
  SECTION("a unit that compiles") {
    project.add_unit("aa", small_unit);
    project.add_unit("bb", body("void change(Operations&) {}\n"));
    CHECK(project.load()[1]->change != nullptr);
  }
  SECTION("a place") {
    project.add_unit(
        "aa",
        body("void upgrade(Operations& op) {\n\top.execute(\"größe\"); op.exeucte(\"x\");\n}\n"));
    const Error error = error_of([&] { project.load(); });
    CHECK(
        error.message() ==
        "versions/aa.cpp does not compile: no member named 'exeucte' in 'migrate::Operations'; did "
        "you mean 'execute'?");
    CHECK(error.place()->line == 8);
    CHECK(error.place()->column == 26);
  }
  SECTION("the functions") {
    project.add_unit("aa", body("int upgrade(Operations&) { return 0; }\n"));
    CHECK(error_of([&] {
            project.load();
          }).message() == "`upgrade` of versions/aa.cpp is not `void upgrade(Operations& op)`");
  }
  SECTION("the SDK") {
    project.add_unit(
        "aa", body("void upgrade(Operations& op) {\n  op.autocommit_block([](int) {});\n}\n"));
    CHECK(error_of([&] { project.load(); }).place()->line == 8);
  }
  SECTION("a missing header") {
    project.add_unit("aa", "#include <nowhere.hpp>\n");
    const Error error = error_of([&] { project.load(); });
    CHECK(error.message() == "versions/aa.cpp does not compile: 'nowhere.hpp' file not found");
    CHECK(error.place()->line == 5);
  }
}

// The compiler

TEST_CASE("without a compiler the error says what else there is", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.compilation().compiler = "no-such-compiler";
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::compile_error);
  CHECK(
      error.message() ==
      "versions/aa.cpp cannot be compiled: the compiler `no-such-compiler` was not found");
  CHECK(error.hint().find("apt-get install g++") != std::string::npos);
  CHECK(error.hint().find("`migrate build`") != std::string::npos);
  CHECK(project.list("cache").empty());
}

TEST_CASE("the compiler may come with arguments, and is looked for when none is named", "[units]") {
  CppProject project;
  project.add_unit("aa", body("#ifdef MINE\nvoid upgrade(Operations&) {}\n#endif\n"));
  project.compilation().compiler += "  -DMINE";
  CHECK(project.load()[0]->upgrade != nullptr);
  project.compilation().compiler.clear();
  project.compilation().flags = {"-DMINE"};
  CHECK(project.load()[0]->upgrade != nullptr);
  project.compilation().search_path = project.path("");
  CHECK(error_of([&] {
          project.load();
        }).message() == "versions/aa.cpp cannot be compiled: no C++ compiler was found");
}

TEST_CASE("flags and folders of the user reach the compiler and the linker", "[units]") {
  CppProject project;
  project.write("include/theirs.hpp", "inline int theirs() { return MINE; }\n");
  project.add_unit(
      "aa",
      "#include <theirs.hpp>\n" +
          body("void upgrade(Operations& op) { op.execute(\"\", {theirs()}); }\n"));
  project.compilation().flags = {"-DMINE=1"};
  project.compilation().include = {project.path("include")};
  project.load();
  project.compilation().flags = {"-DMINE=2"};
  project.load();
  CHECK(project.compiler_count() == 2);
  project.write("include/theirs.hpp", "inline int theirs() { return 7; }\n");
  project.load();
  CHECK(project.compiler_count() == 3);
}

TEST_CASE("a compiler that cannot be started or is killed is told", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  SECTION("no program") {
    project.compilation().compiler = project.add_program("odd", "");
    project.write("odd", "#!/nowhere/sh\n");
    const Error error = error_of([&] { project.load(); });
    CHECK(
        error.message() ==
        "the compiler " + project.path("odd") + " cannot be started: No such file or directory");
  }
  SECTION("a signal") {
    project.compilation().compiler = project.add_program("odd", "kill -9 $$\n");
    const Error error = error_of([&] { project.load(); });
    CHECK(
        error.message() == "the compiler " + project.path("odd") +
                               " was ended by signal 9 (Killed) while it compiled versions/aa.cpp");
  }
  SECTION("no library") {
    project.compilation().compiler = project.add_program("odd", "exit 0\n");
    CHECK(error_of([&] { project.load(); }).code() == ErrorCode::compile_error);
  }
  SECTION("no words") {
    project.compilation().compiler = project.add_program("odd", "echo what\nexit 3\n");
    const Error error = error_of([&] { project.load(); });
    CHECK(error.message() == "versions/aa.cpp does not compile: the compiler has failed");
    CHECK(error.detail() == "what\n");
  }
}

TEST_CASE("Ctrl-C ends the compilers", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  const support::Interrupt interrupt;
  project.compilation().interrupt = &interrupt;
  project.compilation().compiler = project.add_program("slow", "kill -INT $PPID\nsleep 60\n");
  CHECK(error_of([&] { project.load(); }).code() == ErrorCode::interrupted);
  CHECK(project.list("cache", "migrate-work-").empty());
}

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
