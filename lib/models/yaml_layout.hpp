#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migrate::models {

/// A value to be written as YAML.
struct YamlText {
  enum class Kind { scalar, list, map };

  Kind kind{Kind::scalar};
  std::string key{};  // of a member of a map; both texts as they stand in the file
  std::string scalar{};
  std::vector<YamlText> items{};    // of a list
  std::vector<YamlText> members{};  // of a map
  bool is_block{false};             // a line for each, even where they fit into one

  // Members of a map; nothing is added for what is empty or not so.
  void add(std::string_view name, YamlText value);
  void add_text(std::string_view name, std::string_view text);
  void add_flag(std::string_view name, bool is_so);
  void add_texts(std::string_view name, const std::vector<std::string>& texts);
};

/// A text as a scalar that is read back as this text, and never as a number or the like. What is no
/// UTF-8 is lost.
YamlText yaml_text(std::string_view text);
/// What is no text: true, 12.
YamlText yaml_word(std::string word);
YamlText yaml_list(const std::vector<std::string>& texts);

/// The map as a document, a line for each member; `{...}` where a value fits into a line.
std::string layout(const YamlText& map);

}  // namespace migrate::models
