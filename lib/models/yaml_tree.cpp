#include "models/yaml_tree.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include "support/text.hpp"

namespace migrate::models {
namespace {

YamlMark mark_of(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {
      .line = static_cast<std::uint32_t>(mark.line),
      .column = static_cast<std::uint32_t>(mark.column)};
}

/// Builds the tree from what the parser meets.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(const support::Source& source) : source_(source) {}

  YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    add({.mark = mark_of(mark)});
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    throw at(mark, "models have no aliases", "put the columns into a group");
  }

  void OnScalar(
      const YAML::Mark& mark,
      const std::string& tag,
      YAML::anchor_t anchor,
      const std::string& value) override {
    refuse_anchor(mark, anchor);
    const bool is_plain = tag == "?";
    if (!is_plain && tag != "!") throw at(mark, "models have no tags", "remove the tag");
    add({.kind = YamlKind::scalar, .is_quoted = !is_plain, .mark = mark_of(mark), .text = value});
  }

  void OnSequenceStart(
      const YAML::Mark& mark,
      const std::string& /*tag*/,
      YAML::anchor_t anchor,
      YAML::EmitterStyle::value /*style*/) override {
    refuse_anchor(mark, anchor);
    open({.kind = YamlKind::list, .mark = mark_of(mark)});
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(
      const YAML::Mark& mark,
      const std::string& /*tag*/,
      YAML::anchor_t anchor,
      YAML::EmitterStyle::value /*style*/) override {
    refuse_anchor(mark, anchor);
    open({.kind = YamlKind::map, .mark = mark_of(mark)});
  }
  void OnMapEnd() override { close(); }

 private:
  Error at(const YAML::Mark& mark, const std::string& message, const std::string& hint) const {
    return Error(ErrorCode::invalid_config, message, hint)
        .with_place(place_of(source_, mark_of(mark)));
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0) throw at(mark, "models have no anchors", "put the columns into a group");
  }

  /// Takes a value in: as the document, an item of a list, or in a map a key and then what it is
  /// of.
  void add(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    YamlNode& parent = open_.back();
    if (parent.kind == YamlKind::map && !key_) {
      take_key(parent, std::move(node));
      return;
    }
    if (key_) {
      node.key = std::move(key_->text);
      node.key_mark = key_->mark;
      key_.reset();
    }
    parent.items.push_back(std::move(node));
  }

  Error no_key(const YamlMark& mark) const {
    return Error(ErrorCode::invalid_config, "a key must be a single word")
        .with_place(place_of(source_, mark));
  }

  void take_key(const YamlNode& map, YamlNode key) {
    if (key.kind != YamlKind::scalar) throw no_key(key.mark);
    const auto first = std::ranges::find(map.items, key.text, &YamlNode::key);
    if (first != map.items.end()) {
      throw Error(
          ErrorCode::invalid_config,
          fmt::format("`{}` stands twice, first in line {}", first->key, first->key_mark.line + 1))
          .with_place(place_of(source_, key.mark));
    }
    key_ = std::move(key);
  }

  void open(YamlNode node) {
    if (!open_.empty() && open_.back().kind == YamlKind::map) {
      if (!key_) throw no_key(node.mark);
      node.key = std::move(key_->text);
      node.key_mark = key_->mark;
      key_.reset();
    }
    open_.push_back(std::move(node));
  }

  void close() {
    YamlNode node = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      root_ = std::move(node);
    } else {
      open_.back().items.push_back(std::move(node));
    }
  }

  const support::Source& source_;
  std::vector<YamlNode> open_{};   // the lists and maps that have begun
  std::optional<YamlNode> key_{};  // of the innermost map, whose value comes next
  YamlNode root_{};
};

/// The offset of the beginning of the line, from 0.
std::size_t offset_of_line(const std::string& text, std::size_t line) {
  std::size_t offset = 0;
  for (; line > 0; --line) {
    const std::size_t end = text.find('\n', offset);
    if (end == std::string::npos) break;
    offset = end + 1;
  }
  return offset;
}

/// Characters that YAML 1.2 (section 5.1) does not have in a file; the library reads on and loses
/// some of them.
void check_characters(const support::Source& source) {
  if (const auto invalid = support::find_invalid_utf8(source.text)) {
    throw Error(ErrorCode::invalid_config, "this is not UTF-8", "save the file as UTF-8")
        .with_place(support::locate(source, *invalid));
  }
  const auto is_control = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
           c == 0x7f;
  };
  const auto control = std::ranges::find_if(source.text, is_control);
  if (control == source.text.end()) return;
  throw Error(
      ErrorCode::invalid_config,
      "a control character stands here",
      fmt::format(R"(in a text between double quotes it is "\x{:02x}")", *control))
      .with_place(support::locate(source, static_cast<std::size_t>(control - source.text.begin())));
}

}  // namespace

YamlNode read_yaml_tree(const support::Source& source) {
  check_characters(source);
  Builder builder(source);
  std::istringstream stream(source.text);
  try {
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) return {};
    YamlNode root = builder.take();
    Builder rest(source);
    if (parser.HandleNextDocument(rest)) {
      throw Error(ErrorCode::invalid_config, "the file holds more than one YAML document")
          .with_place(place_of(source, rest.take().mark));
    }
    return root;
  } catch (const YAML::Exception& error) {
    throw Error(ErrorCode::invalid_config, fmt::format("this is not YAML: {}", error.msg))
        .with_place(place_of(source, mark_of(error.mark)));
  }
}

support::Place place_of(const support::Source& source, const YamlMark& mark) {
  const std::size_t skipped = mark.line == 0 && source.text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  return support::locate(source, offset_of_line(source.text, mark.line) + skipped + mark.column);
}

std::string_view name(YamlKind kind) {
  switch (kind) {
    case YamlKind::null: return "nothing";
    case YamlKind::scalar: return "a single value";
    case YamlKind::list: return "a list";
    case YamlKind::map: return "a map of keys";
  }
  return {};
}

}  // namespace migrate::models
