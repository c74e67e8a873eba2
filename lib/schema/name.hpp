#pragma once

#include <string>

namespace migrate::schema {

/// The name of a table, view, type, sequence or function.
struct Name {
  std::string schema{};  // empty: where the session looks first
  std::string name{};

  friend bool operator==(const Name&, const Name&) = default;
};

/// "schema.name", or the name alone, for messages.
std::string describe(const Name& name);

}  // namespace migrate::schema
