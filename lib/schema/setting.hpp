#pragma once

#include <string>

namespace migrate::schema {

/// A storage parameter, or a setting of a function.
struct Setting {
  std::string name{};
  std::string value{};

  friend bool operator==(const Setting&, const Setting&) = default;
};

}  // namespace migrate::schema
