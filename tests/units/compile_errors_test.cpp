#include "support/interrupt.hpp"
#include "support/process.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "units/compiled_units.hpp"
#include "units/cpp_project.hpp"

namespace migrate::units {
namespace {

using testing::body;
using testing::CppProject;
using testing::small_unit;

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

}  // namespace
}  // namespace migrate::units
