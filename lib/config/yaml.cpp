#include "config/yaml.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace migrate::config {
namespace {

/// Translates the values of yaml-cpp to ours.
class Reader final {
 public:
  explicit Reader(const support::Source& source) : source_(source) {
    for (std::size_t at = 0; at < source.text.size(); ++at) {
      if (source.text[at] == '\n') line_begins_.push_back(at + 1);
    }
  }

  /// A mark counts lines and bytes from 0, a place lines and characters from 1.
  support::Place place(const YAML::Mark& mark) const {
    if (mark.is_null()) return {.file = source_.path};
    const auto line = std::min(static_cast<std::size_t>(mark.line), line_begins_.size() - 1);
    const std::size_t skipped = line == 0 && source_.text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    return support::locate(
        source_, line_begins_[line] + skipped + static_cast<std::size_t>(mark.column));
  }

  Value value(const YAML::Node& node) const {
    Value result{.place = place(node.Mark())};
    if (node.IsScalar()) {
      result.kind = ValueKind::scalar;
      result.text = node.Scalar();
    } else if (node.IsSequence()) {
      result.kind = ValueKind::list;
      for (const auto& item : node)
        result.items.push_back(value(item));
    } else if (node.IsMap()) {
      result.kind = ValueKind::map;
      for (const auto& member : node)
        add_member(result, member.first, member.second);
    }
    return result;
  }

 private:
  // yaml-cpp keeps both of two equal keys.
  void add_member(Value& map, const YAML::Node& key, const YAML::Node& node) const {
    const support::Place where = place(key.Mark());
    if (!key.IsScalar()) {
      throw Error(ErrorCode::invalid_config, "a key must be a single word").with_place(where);
    }
    if (const Value* const first = map.find(key.Scalar())) {
      throw Error(
          ErrorCode::invalid_config,
          fmt::format("`{}` stands twice, first in line {}", first->key, first->key_place.line))
          .with_place(where);
    }
    Value member = value(node);
    member.key = key.Scalar();
    member.key_place = where;
    map.items.push_back(std::move(member));
  }

  const support::Source& source_;
  std::vector<std::size_t> line_begins_{0};
};

}  // namespace

const Value* Value::find(std::string_view name) const {
  const auto found = std::ranges::find(items, name, &Value::key);
  return kind == ValueKind::map && found != items.end() ? &*found : nullptr;
}

Value read_yaml(const support::Source& source) {
  const Reader reader(source);
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(source.text);
    if (documents.empty()) return {.place = {.file = source.path}};
    if (documents.size() > 1) {
      throw Error(ErrorCode::invalid_config, "the file holds more than one YAML document")
          .with_place(reader.place(documents[1].Mark()));
    }
    return reader.value(documents[0]);
  } catch (const YAML::Exception& error) {
    throw Error(ErrorCode::invalid_config, fmt::format("this is not YAML: {}", error.msg))
        .with_place(reader.place(error.mark));
  }
}

std::string_view name(ValueKind kind) {
  switch (kind) {
    case ValueKind::null: return "nothing";
    case ValueKind::scalar: return "a single value";
    case ValueKind::list: return "a list";
    case ValueKind::map: return "a map of keys";
  }
  return {};
}

}  // namespace migrate::config
