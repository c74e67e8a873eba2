#pragma once

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/project.hpp"
#include "testing/databases.hpp"

namespace migrate::testing {

/// A project of SQL units in a folder of its own.
class ProjectFolder final {
 public:
  /// The body of one unit; the header is made from the id and the one before.
  struct Unit {
    std::string revision{};
    std::string up{"SELECT 1;"};
    std::string down{"SELECT 1;"};  // empty: no down section
    std::string header{};           // more lines of front matter
  };

  /// Units in a line, each after the one before it unless its header says otherwise.
  explicit ProjectFolder(const std::vector<Unit>& units) {
    std::string parent = "null";
    for (const Unit& unit : units) {
      write(unit, parent);
      parent = unit.revision;
    }
  }

  engine::Project read() const {
    return engine::read_project(
        {.directories = {directory_.path()}, .display_directory = directory_.path()});
  }

 private:
  void write(const Unit& unit, const std::string& parent) const {
    std::ofstream file(directory_.path() + "/" + unit.revision + ".sql");
    file << "-- ---\n-- revision: " << unit.revision << "\n";
    if (unit.header.find("down_revision") == std::string::npos) {
      file << "-- down_revision: " << parent << "\n";
    }
    file << unit.header << "-- ---\n-- migrate:up\n" << unit.up << "\n";
    if (!unit.down.empty()) file << "-- migrate:down\n" << unit.down << "\n";
  }

  TemporaryDirectory directory_{};
};

}  // namespace migrate::testing
