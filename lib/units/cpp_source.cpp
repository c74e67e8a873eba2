#include "units/cpp_source.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "support/digest.hpp"
#include "support/error.hpp"
#include "support/file.hpp"

namespace migrate::units {

CppSource read_cpp_source(const Unit& unit, const std::string& display_directory) {
  std::string display_path = support::display_path(unit.path, display_directory);
  if (unit.path.find_first_of("\"\n") != std::string::npos) {
    throw Error(
        ErrorCode::invalid_unit,
        fmt::format("the path of the unit {} has a quotation mark or a line break", display_path),
        "rename the file or the folder; no C++ compiler can be told of it");
  }
  std::string text = support::read_file(unit.path);
  std::string digest = support::sha256(text);
  Directives directives = read_directives(text);
  return CppSource{
      .revision = unit.revision.id,
      .path = unit.path,
      .directory = std::filesystem::path(unit.path).parent_path().string(),
      .source = {.path = std::move(display_path), .text = std::move(text)},
      .digest = std::move(digest),
      .directives = std::move(directives),
  };
}

std::string digest_of_file(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.bad() ? std::string() : support::sha256(bytes.str());
}

}  // namespace migrate::units
