#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace migrate::testing {

/// A folder of its own for files of units, removed in the end.
class UnitFiles final {
 public:
  UnitFiles() {
    path_ = (std::filesystem::temp_directory_path() / "migrate-units-XXXXXX").string();
    if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("mkdtemp failed");
  }
  ~UnitFiles() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  UnitFiles(const UnitFiles&) = delete;
  UnitFiles& operator=(const UnitFiles&) = delete;

  const std::string& path() const { return path_; }

  /// The absolute path of a file or folder in it.
  std::string at(std::string_view name) const { return path_ + "/" + std::string(name); }

  /// Writes a file, and the folders above it; its absolute path.
  std::string write(std::string_view name, std::string_view text) const {
    std::string file = at(name);
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }

 private:
  std::string path_{};
};

}  // namespace migrate::testing
