#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "testing/catch.hpp"

namespace migrate::testing {

/// Compares a text with a file of the repository; with MIGRATE_UPDATE_GOLDEN in the environment it
/// writes the file.
inline void check_golden(const std::string& name, const std::string& text) {
  const std::string path = std::string(MIGRATE_SOURCE_DIR "/") + name;
  if (std::getenv("MIGRATE_UPDATE_GOLDEN") != nullptr)
    std::ofstream(path, std::ios::binary) << text;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  INFO("MIGRATE_UPDATE_GOLDEN=1 writes " << name);
  CHECK(content.str() == text);
}

}  // namespace migrate::testing
