#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/yaml_tree.hpp"
#include "support/error.hpp"
#include "support/source.hpp"

namespace migrate::models {

/// Error{invalid_config} in the line of the mark.
Error error_at(
    const support::Source& source,
    const YamlMark& mark,
    const std::string& message,
    const std::string& hint = {});

/// The members of a map, asked for by name. Errors of all functions: invalid_config with the place,
/// for a value of another kind.
class YamlFields final {
 public:
  /// `what` is what the map is, for messages: "a column". Errors: invalid_config when it is no map.
  YamlFields(const support::Source& source, const YamlNode& map, std::string_view what);

  const support::Source& source() const { return source_; }
  const YamlNode& map() const { return map_; }

  /// The member; null when it is not there. Whatever is asked for is known to be a key.
  const YamlNode* find(std::string_view key);

  /// A text; empty when it is not there.
  std::string text(std::string_view key);
  /// A text that must be there, and not be empty.
  std::string needed_text(std::string_view key);
  /// A list of texts, or one text; none when it is not there.
  std::vector<std::string> texts(std::string_view key);
  /// Whether it is so; `otherwise` when nothing is said.
  bool flag(std::string_view key, bool otherwise);
  std::optional<bool> flag_if_any(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key);

  /// One of the words, as the number of its place; nothing when it is not there.
  std::optional<std::size_t> choice(std::string_view key, std::span<const std::string_view> words);

  /// To be called when all keys have been asked for. Errors: invalid_config for another one (did
  /// you mean).
  void finish() const;

 private:
  const support::Source& source_;
  const YamlNode& map_;
  std::string what_;
  std::vector<std::string_view> known_{};
  std::size_t found_{0};
};

/// The text of a scalar. `name` is what it is, for messages: "`name`".
const std::string& text_of(
    const support::Source& source, const YamlNode& node, std::string_view name);

/// The items of a list, which is empty for nothing. Errors: invalid_config for what is no list.
std::span<const YamlNode> items_of(const support::Source& source, const YamlNode& node);

/// The number that a scalar without quotes is; nothing when it is none.
std::optional<std::int64_t> integer_of(const YamlNode& node);

}  // namespace migrate::models
