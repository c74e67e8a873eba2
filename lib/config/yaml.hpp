#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/error.hpp"
#include "support/source.hpp"

namespace migrate::config {

enum class ValueKind { null, scalar, list, map };

/// A YAML value that knows where it stands.
struct Value {
  ValueKind kind{ValueKind::null};
  std::string text{};          // of a scalar, quotes removed
  std::vector<Value> items{};  // of a list or a map
  std::string key{};           // in a map
  support::Place key_place{};
  support::Place place{};

  /// The member of a map; null when there is none.
  const Value* find(std::string_view name) const;
};

/// Reads one YAML document. Errors: invalid_config with its place for what is no YAML, a repeated
/// key, a key that is no scalar, a second document.
Value read_yaml(const support::Source& source);

/// "null", "a value", "a list", "a map": as messages call it.
std::string_view name(ValueKind kind);

}  // namespace migrate::config
