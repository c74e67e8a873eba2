#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace migrate::models {

struct YamlMember;

/// A value to be written as YAML.
struct YamlText {
  enum class Kind { scalar, list, map };

  Kind kind{Kind::scalar};
  std::string scalar{};  // as it stands in the file
  std::vector<YamlText> items{};
  std::vector<YamlMember> members{};
  bool is_block{false};  // a line for each, even where they fit into one

  // Members of a map; nothing is added for what is empty or not so.
  void add(std::string_view key, YamlText value);
  void add_text(std::string_view key, std::string_view text);
  void add_flag(std::string_view key, bool is_so);
  void add_texts(std::string_view key, const std::vector<std::string>& texts);
};

struct YamlMember {
  std::string key{};  // as it stands in the file
  YamlText value{};
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
