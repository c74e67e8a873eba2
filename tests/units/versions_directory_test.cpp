#include "units/versions_directory.hpp"

#include <filesystem>
#include <string>
#include <vector>

#include "testing/catch.hpp"
#include "testing/errors.hpp"
#include "testing/unit_files.hpp"
#include "units/header.hpp"

namespace migrate::units {
namespace {

using testing::UnitFiles;
using Ids = std::vector<std::string>;

std::string unit_text(const std::string& id, Format format = Format::sql) {
  return write_header({.revision = {.id = id}, .format = format}) + "-- migrate:up\n";
}

Ids ids_in(const Locations& locations) {
  Ids ids;
  for (const Unit& unit : read_versions(locations))
    ids.push_back(unit.revision.id);
  return ids;
}

TEST_CASE("units come in order of file name, each location in its turn", "[units]") {
  const UnitFiles files;
  files.write("z/b.sql", unit_text("b"));
  files.write("z/a_2.sql", unit_text("a2"));
  files.write("a/c.cpp", unit_text("c", Format::cpp));
  files.write("a/B.sql", unit_text("B"));
  CHECK(ids_in({.directories = {files.at("z"), files.at("a/")}}) == Ids{"a2", "b", "B", "c"});
}

TEST_CASE("a unit knows its file, its format and what to call the file", "[units]") {
  const UnitFiles files;
  files.write("versions/a.cpp", unit_text("a", Format::cpp));
  const auto units =
      read_versions({.directories = {files.at("versions")}, .display_directory = files.path()});
  REQUIRE(units.size() == 1);
  CHECK(units[0].path == files.at("versions/a.cpp"));
  CHECK(units[0].format == Format::cpp);
  CHECK(units[0].revision.origin == "versions/a.cpp");
}

TEST_CASE("other files and hidden ones are passed over", "[units]") {
  const UnitFiles files;
  files.write("a.sql", unit_text("a"));
  files.write(".b.sql", "not a unit");
  files.write("c.sql.bak", "not a unit");
  files.write("README.md", "not a unit");
  std::filesystem::create_directory(files.at("d.sql"));
  CHECK(ids_in({.directories = {files.path()}}) == Ids{"a"});
}

TEST_CASE("folders below are read when asked for, hidden ones never", "[units]") {
  const UnitFiles files;
  files.write("c.sql", unit_text("c"));
  files.write("2025/b.sql", unit_text("b"));
  files.write("2025/06/a.sql", unit_text("a"));
  files.write(".git/d.sql", "not a unit");
  CHECK(ids_in({.directories = {files.path()}}) == Ids{"c"});
  CHECK(ids_in({.directories = {files.path()}, .recursive = true}) == Ids{"a", "b", "c"});
}

TEST_CASE("a link that leads in a circle ends nothing", "[units]") {
  const UnitFiles files;
  files.write("a/a.sql", unit_text("a"));
  std::filesystem::create_directory_symlink("..", files.at("a/up"));
  CHECK(ids_in({.directories = {files.path()}, .recursive = true}) == Ids{"a"});
}

TEST_CASE("a file that two locations reach counts once", "[units]") {
  const UnitFiles files;
  files.write("v/a.sql", unit_text("a"));
  files.write("v/sub/b.sql", unit_text("b"));
  std::filesystem::create_symlink("a.sql", files.at("v/link.sql"));
  std::filesystem::create_directory_symlink("v", files.at("same"));
  const std::string v = files.at("v");
  CHECK(ids_in({.directories = {v, files.at("same"), v + "/"}}) == Ids{"a"});
  CHECK(ids_in({.directories = {v, v + "/sub"}, .recursive = true}) == Ids{"a", "b"});
}

TEST_CASE("a missing location is empty", "[units]") {
  const UnitFiles files;
  CHECK(read_versions({.directories = {files.at("none")}}).empty());
}

TEST_CASE("a location that cannot be read is refused by its name", "[units]") {
  const UnitFiles files;
  files.write("versions", "a file");
  const Error error = error_of([&] {
    read_versions({.directories = {files.at("versions")}, .display_directory = files.path()});
  });
  CHECK(error.code() == ErrorCode::invalid_config);
  CHECK(error.message() == "cannot read versions: Not a directory");
}

TEST_CASE("a link that leads nowhere is refused by its name", "[units]") {
  const UnitFiles files;
  std::filesystem::create_symlink("gone", files.at("a.sql"));
  const Error error = error_of(
      [&] { read_versions({.directories = {files.path()}, .display_directory = files.path()}); });
  CHECK(error.message() == "cannot read a.sql: No such file or directory");
}

TEST_CASE("a file without front matter is refused at its place", "[units]") {
  const UnitFiles files;
  files.write("versions/a.sql", "SELECT 1;\n");
  const Error error = error_of([&] {
    read_versions({.directories = {files.at("versions")}, .display_directory = files.path()});
  });
  CHECK(error.code() == ErrorCode::invalid_unit);
  CHECK(error.place().value().file == "versions/a.sql");
}

TEST_CASE("front matter is found behind a licence of any length", "[units]") {
  for (const std::size_t size : {100U, 4000U, 4060U, 4090U, 4096U, 5000U, 20000U}) {
    for (std::size_t shift = 0; shift < 20; ++shift) {
      const UnitFiles files;
      std::string text = "-- ";
      text.append(size + shift, 'x').append("\n").append(unit_text("a")).append(9000, '\n');
      files.write("a.sql", text);
      CHECK(ids_in({.directories = {files.path()}}) == Ids{"a"});
    }
  }
}

TEST_CASE("a fence at the edge of a block is read to the end of its line", "[units]") {
  const UnitFiles files;
  const std::string front = "-- ---\n-- revision: a\n-- down_revision: null\n-- ---";
  const std::string licence = "-- " + std::string(4096 - front.size() - 4, 'x') + "\n";
  files.write("a.sql", licence + front + " and more\n-- ---\n");
  CHECK(error_of([&] {
          read_versions({.directories = {files.path()}});
        }).message() == "`--- and more` is no `key: value`");
}

}  // namespace
}  // namespace migrate::units
