#include "units/shipped_build.hpp"

#include <filesystem>

#include "support/digest.hpp"
#include "support/file.hpp"
#include "support/process.hpp"
#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "units/cpp_project.hpp"

namespace migrate::units {
namespace {

using testing::CppProject;
using testing::small_unit;

/// A project whose units aa and bb are built in `build`, and where there is no compiler any more.
class ShippedProject final {
 public:
  ShippedProject() {
    project_.write("versions/ours.hpp", "inline int ours() { return 1; }\n");
    project_.add_unit("aa", small_unit);
    project_.add_unit("bb", "#include \"ours.hpp\"\n" + std::string(small_unit));
    files_ = project_.build(project_.path("build"));
    project_.compilation().build_directory = project_.path("build");
    project_.compilation().compiler = "no-such-compiler";
  }

  CppProject& project() { return project_; }
  const std::vector<std::string>& files() const { return files_; }
  std::string manifest() const { return support::read_file(project_.path("build/manifest")); }

 private:
  CppProject project_{};
  std::vector<std::string> files_{};
};

TEST_CASE("a shipped build needs no compiler and writes nothing", "[units]") {
  ShippedProject shipped;
  CppProject& project = shipped.project();
  const std::size_t count = project.compiler_count();
  const auto units = project.load();
  CHECK(units[0]->revision == std::string("aa"));
  CHECK(units[1]->upgrade != nullptr);
  CHECK(project.compiler_count() == count);
  CHECK_FALSE(support::file_exists(project.path("cache")));
}

TEST_CASE("a build is the manifest and its libraries", "[units]") {
  ShippedProject shipped;
  std::vector<std::string> paths;
  for (const std::string& name : shipped.project().list("build"))
    paths.push_back(shipped.project().path("build/" + name));
  CHECK(paths == shipped.files());
  CHECK(paths.size() == 3);
  CHECK(
      shipped.manifest().find(
          "header " + support::sha256("inline int ours() { return 1; }\n") + " ours.hpp\n") !=
      std::string::npos);
}

TEST_CASE("a build may be moved with its project", "[units]") {
  ShippedProject shipped;
  CppProject& project = shipped.project();
  std::filesystem::create_directories(project.path("other"));
  std::filesystem::rename(project.path("build"), project.path("other/place"));
  project.compilation().build_directory = project.path("other/place");
  std::filesystem::copy(project.path("versions"), project.path("other/versions"));
  Unit unit = *project.units()[1];
  unit.path = project.path("other/versions/bb.cpp");
  CHECK(load_cpp_units({&unit}, project.compilation())[0]->upgrade != nullptr);
  std::filesystem::remove(project.path("other/versions/ours.hpp"));
  CHECK(load_cpp_units({&unit}, project.compilation())[0]->upgrade != nullptr);
}

TEST_CASE("the same units give the same build in another place", "[units]") {
  const std::string text = std::string(small_unit) + "const char* file() { return __FILE__; }\n";
  std::string manifest;
  for (const unsigned jobs : {1U, 2U}) {
    CppProject project;
    project.compilation().jobs = jobs;
    for (const char* name : {"aa", "bb", "cc"})
      project.add_unit(name, text);
    project.build(project.path("build"));
    const std::string built = support::read_file(project.path("build/manifest"));
    if (manifest.empty()) manifest = built;
    CHECK(built == manifest);
  }
}

TEST_CASE("an edited unit is compiled although there is a build", "[units]") {
  ShippedProject shipped;
  CppProject& project = shipped.project();
  const std::string edited = GENERATE("versions/aa.cpp", "versions/ours.hpp");
  project.write(
      edited, std::string("#include <migrate/unit.hpp>\nvoid upgrade(migrate::Operations&) {}\n"));
  SECTION("without a compiler the error says that the build is older") {
    const Error error = error_of([&] { project.load(); });
    CHECK(error.code() == ErrorCode::compile_error);
    CHECK(
        error.message().find(
            "and the build in " + project.path("build") + " is older than the unit") !=
        std::string::npos);
  }
  SECTION("with one it is compiled alone") {
    const std::size_t count = project.compiler_count();
    project.compilation().compiler = project.path("counting");
    if (edited == "versions/ours.hpp") project.write(edited, "inline int ours() { return 2; }\n");
    CHECK(project.load()[0]->upgrade != nullptr);
    CHECK(project.compiler_count() == count + 1);
  }
}

TEST_CASE("a unit that is not in the build is compiled", "[units]") {
  ShippedProject shipped;
  CppProject& project = shipped.project();
  project.add_unit("cc", small_unit);
  CHECK(
      error_of([&] { project.load(); }).message() ==
      "versions/cc.cpp cannot be compiled: the compiler `no-such-compiler` was not found");
  project.compilation().compiler = project.path("counting");
  CHECK(project.load()[2]->upgrade != nullptr);
}

TEST_CASE("a new build replaces the old one", "[units]") {
  ShippedProject shipped;
  CppProject& project = shipped.project();
  project.compilation().compiler = project.path("counting");
  project.write_unit("aa", std::string(small_unit) + "// edited\n");
  project.write("build/notes.txt", "kept");
  const auto files = project.build(project.path("build"));
  CHECK(files.size() == 3);
  CHECK(project.list("build").size() == 4);
  project.compilation().compiler = "no-such-compiler";
  CHECK(project.load()[0]->upgrade != nullptr);
}

TEST_CASE("whoever reads a build while it is written finds one or the other", "[units]") {
  ShippedProject shipped;
  CppProject& project = shipped.project();
  const pid_t builder = testing::fork_with([&] {
    project.compilation().compiler = "c++";
    for (int i = 0; i < 6; ++i) {
      project.compilation().flags = {"-DMINE", i % 2 == 0 ? "-O1" : "-O0"};
      project.build(project.path("build"));
    }
    return true;
  });
  int status = 0;
  while (::waitpid(builder, &status, WNOHANG) == 0)
    CHECK(project.load()[1]->upgrade != nullptr);
  CHECK(status == 0);
}

TEST_CASE("a build that fails leaves the old one", "[units]") {
  ShippedProject shipped;
  CppProject& project = shipped.project();
  const std::string manifest = shipped.manifest();
  project.compilation().compiler = project.path("counting");
  project.write_unit("aa", "nonsense\n");
  CHECK(error_of([&] { project.build(project.path("build")); }).place()->file == "versions/aa.cpp");
  CHECK(shipped.manifest() == manifest);
  CHECK(project.list("build").size() == 3);
}

TEST_CASE("a project without C++ units has an empty build", "[units]") {
  CppProject project;
  CHECK(
      project.build(project.path("build")) ==
      std::vector<std::string>{project.path("build/manifest")});
  CHECK(project.compiler_count() == 0);
}

TEST_CASE("a build that cannot be written is an error", "[units]") {
  CppProject project;
  project.write("file", "");
  const Error error = error_of([&] { project.build(project.path("file/build")); });
  CHECK(
      error.message() ==
      "cannot write the build in " + project.path("file/build") + ": Not a directory");
}

TEST_CASE("a file that is not the library of the build is refused", "[units]") {
  ShippedProject shipped;
  CppProject& project = shipped.project();
  const std::string library = project.list("build")[0];
  SECTION("other bytes") {
    // Not into the file that is open in this process.
    std::filesystem::remove(project.path("build/" + library));
    project.write("build/" + library, "not a library");
  }
  SECTION("none") {
    std::filesystem::remove(project.path("build/" + library));
  }
  SECTION("no library, but named so") {
    const std::string text = "not a library";
    project.write("build/" + support::sha256(text) + ".so", text);
    std::string manifest = "migrate-build 1\n";
    for (const char* name : {"aa", "bb"})
      manifest += std::string("unit ") + name + " " +
                  support::sha256(
                      support::read_file(project.path(std::string("versions/") + name + ".cpp"))) +
                  " " + support::sha256(text) + "\n";
    project.write("build/manifest", manifest + "end\n");
  }
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::compile_error);
  CHECK(error.message().starts_with(
      "the build of C++ units cannot be used: " + project.path("build/")));
  CHECK(error.hint() == "run `migrate build` again with this version of migrate");
}

TEST_CASE("a file that is no manifest is refused", "[units]") {
  ShippedProject shipped;
  CppProject& project = shipped.project();
  const std::string manifest = shipped.manifest();
  project.write(
      "build/manifest",
      GENERATE_COPY(
          std::string(),
          std::string("{}\n"),
          manifest.substr(0, manifest.size() - 5),
          "migrate-build 1\nunit aa\nend\n"));
  CHECK(
      error_of([&] { project.load(); }).message() ==
      project.path("build/manifest") + " is not the manifest of a build of C++ units");
}

TEST_CASE("a build for another version of the interface is refused", "[units]") {
  CppProject project;
  project.add_unit("aa", small_unit);
  project.write(
      "old.cpp",
      "#include <migrate/abi.hpp>\n"
      "namespace { const migrate::abi::Library library{migrate::abi::version + 41, 0, nullptr}; }\n"
      "extern \"C\" const migrate::abi::Library* migrate_library() { return &library; }\n");
  const auto outcomes = support::run_all(
      {{.arguments =
            {support::find_program("c++", CppProject::path_variable()),
             "-std=c++20",
             "-shared",
             "-fPIC",
             "-isystem",
             std::string(MIGRATE_SOURCE_DIR) + "/lib/sdk",
             "-o",
             project.path("old.so"),
             project.path("old.cpp")}}},
      1,
      nullptr);
  REQUIRE(outcomes[0].is_success());
  const std::string digest = support::sha256(support::read_file(project.path("old.so")));
  std::filesystem::create_directories(project.path("build"));
  std::filesystem::rename(project.path("old.so"), project.path("build/" + digest + ".so"));
  project.write(
      "build/manifest",
      "migrate-build 1\nunit aa " +
          support::sha256(support::read_file(project.path("versions/aa.cpp"))) + " " + digest +
          "\nend\n");
  project.compilation().build_directory = project.path("build");
  const Error error = error_of([&] { project.load(); });
  CHECK(error.code() == ErrorCode::compile_error);
  CHECK(
      error.message() == "the build of C++ units in " + project.path("build") +
                             " was made for version " + std::to_string(abi::version + 41) +
                             " of the interface to units, and this migrate has version " +
                             std::to_string(abi::version));
  CHECK(error.hint() == "run `migrate build` again with this version of migrate");
}

}  // namespace
}  // namespace migrate::units
