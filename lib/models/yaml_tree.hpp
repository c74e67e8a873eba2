#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "support/error.hpp"
#include "support/source.hpp"

namespace migrate::models {

enum class YamlKind : unsigned char { null, scalar, list, map };

/// Where something stands: the line, and the byte in it, from 0.
struct YamlMark {
  std::uint32_t line{0};
  std::uint32_t column{0};

  friend bool operator==(const YamlMark&, const YamlMark&) = default;
};

/// A YAML value. config::Value is one for small files, which knows its whole place; this one is for
/// models of thousands of tables.
struct YamlNode {
  YamlKind kind{YamlKind::null};
  bool is_quoted{false};  // a scalar that is text, whatever it looks like
  YamlMark mark{};
  YamlMark key_mark{};
  std::string key{};              // in a map
  std::string text{};             // of a scalar, quotes removed
  std::vector<YamlNode> items{};  // of a list or a map

  friend bool operator==(const YamlNode&, const YamlNode&) = default;
};

/// Reads one YAML document; null when the file is empty. Errors: invalid_config with its place for
/// what is no YAML or no UTF-8, a repeated key, a key that is no scalar, an anchor or an alias, a
/// second document.
YamlNode read_yaml_tree(const support::Source& source);

/// The place of a mark.
support::Place place_of(const support::Source& source, const YamlMark& mark);

/// "nothing", "a single value", "a list", "a map of keys": as messages call it.
std::string_view name(YamlKind kind);

}  // namespace migrate::models
