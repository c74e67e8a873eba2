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
namespace {

CppSource read_source(CppKind kind, const std::string& path, const std::string& display_directory) {
  std::string display_path = support::display_path(path, display_directory);
  if (path.find_first_of("\"\n") != std::string::npos) {
    throw Error(
        invalid(kind),
        fmt::format(
            "the path of the {} {} has a quotation mark or a line break", name(kind), display_path),
        "rename the file or the folder; no C++ compiler can be told of it");
  }
  std::string text = support::read_file(path);
  std::string digest = support::sha256(text);
  Directives directives = read_directives(text);
  return CppSource{
      .kind = kind,
      .path = path,
      .directory = std::filesystem::path(path).parent_path().string(),
      .source = {.path = std::move(display_path), .text = std::move(text)},
      .digest = std::move(digest),
      .directives = std::move(directives),
  };
}

}  // namespace

CppSource read_cpp_source(const Unit& unit, const std::string& display_directory) {
  CppSource source = read_source(CppKind::unit, unit.path, display_directory);
  source.revision = unit.revision.id;
  return source;
}

CppSource read_model_source(const std::string& path, const std::string& display_directory) {
  CppSource source = read_source(CppKind::model, path, display_directory);
  // No revision has a point in it.
  source.revision = fmt::format("model.{}", source.digest);
  return source;
}

ErrorCode invalid(CppKind kind) {
  switch (kind) {
    case CppKind::unit: return ErrorCode::invalid_unit;
    case CppKind::model: return ErrorCode::invalid_config;
  }
  return {};
}

std::string_view name(CppKind kind) {
  switch (kind) {
    case CppKind::unit: return "unit";
    case CppKind::model: return "model";
  }
  return {};
}

std::string digest_of_file(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  if (!file) return {};
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.bad() ? std::string() : support::sha256(bytes.str());
}

}  // namespace migrate::units
