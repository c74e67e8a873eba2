#include "models/yaml_fields.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/suggest.hpp"

namespace migrate::models {
namespace {

Error wrong_kind(
    const support::Source& source,
    const YamlNode& node,
    std::string_view name,
    std::string_view expected) {
  const std::string found = node.kind == YamlKind::scalar ? fmt::format("`{}`", node.text)
                                                          : std::string(models::name(node.kind));
  return error_at(
      source,
      node.kind == YamlKind::null ? node.key_mark : node.mark,
      fmt::format("{} must be {}, not {}", name, expected, found));
}

std::string quoted(std::string_view key) {
  return fmt::format("`{}`", key);
}

/// A whole number in the one way in which it is written: others are text.
bool is_integer(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool is_digits =
      !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  return is_digits && (text.front() != '0' || text.size() == 1);
}

}  // namespace

Error error_at(
    const support::Source& source,
    const YamlMark& mark,
    const std::string& message,
    const std::string& hint) {
  return Error(ErrorCode::invalid_config, message, hint).with_place(place_of(source, mark));
}

YamlFields::YamlFields(const support::Source& source, const YamlNode& map, std::string_view what)
    : source_(source), map_(map), what_(what) {
  if (map.kind != YamlKind::map) throw wrong_kind(source, map, what, "a map of keys");
  known_.reserve(16);
}

const YamlNode* YamlFields::find(std::string_view key) {
  known_.push_back(key);
  const auto found = std::ranges::find(map_.items, key, &YamlNode::key);
  if (found == map_.items.end()) return nullptr;
  ++found_;
  return &*found;
}

std::string YamlFields::text(std::string_view key) {
  const YamlNode* const node = find(key);
  return node == nullptr ? std::string() : text_of(source_, *node, quoted(key));
}

std::string YamlFields::needed_text(std::string_view key) {
  std::string result = text(key);
  if (!result.empty()) return result;
  throw error_at(source_, map_.mark, fmt::format("{} needs `{}`", what_, key));
}

std::vector<std::string> YamlFields::texts(std::string_view key) {
  const YamlNode* const node = find(key);
  if (node == nullptr) return {};
  if (node->kind == YamlKind::scalar) return {node->text};
  std::vector<std::string> result;
  for (const YamlNode& item : items_of(source_, *node))
    result.push_back(text_of(source_, item, fmt::format("an item of `{}`", key)));
  return result;
}

bool YamlFields::flag(std::string_view key, bool otherwise) {
  return flag_if_any(key).value_or(otherwise);
}

std::optional<bool> YamlFields::flag_if_any(std::string_view key) {
  const YamlNode* const node = find(key);
  if (node == nullptr) return std::nullopt;
  const bool is_plain = node->kind == YamlKind::scalar && !node->is_quoted;
  if (is_plain && node->text == "true") return true;
  if (is_plain && node->text == "false") return false;
  throw wrong_kind(source_, *node, quoted(key), "true or false");
}

std::optional<std::int64_t> YamlFields::integer(std::string_view key) {
  const YamlNode* const node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto result = integer_of(*node);
  if (!result) throw wrong_kind(source_, *node, quoted(key), "a whole number");
  return result;
}

std::optional<std::size_t> YamlFields::choice(
    std::string_view key, std::span<const std::string_view> words) {
  const YamlNode* const node = find(key);
  if (node == nullptr) return std::nullopt;
  const std::string& text = text_of(source_, *node, quoted(key));
  const auto found = std::ranges::find(words, text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  throw error_at(
      source_,
      node->mark,
      fmt::format("`{}` cannot be `{}`", key, text),
      fmt::format("it is one of {}", fmt::join(words, ", ")));
}

void YamlFields::finish() const {
  if (found_ == map_.items.size()) return;
  for (const YamlNode& item : map_.items) {
    if (std::ranges::find(known_, item.key) != known_.end()) continue;
    const std::vector<std::string> known(known_.begin(), known_.end());
    const std::string guess = support::did_you_mean(item.key, known);
    throw error_at(
        source_,
        item.key_mark,
        fmt::format("`{}` is no key of {}", item.key, what_),
        guess.empty() ? fmt::format("the keys here are: {}", fmt::join(known, ", ")) : guess);
  }
}

const std::string& text_of(
    const support::Source& source, const YamlNode& node, std::string_view name) {
  if (node.kind != YamlKind::scalar) throw wrong_kind(source, node, name, "a single value");
  return node.text;
}

std::span<const YamlNode> items_of(const support::Source& source, const YamlNode& node) {
  if (node.kind != YamlKind::list && node.kind != YamlKind::null) {
    throw wrong_kind(source, node, quoted(node.key), "a list");
  }
  return node.items;
}

std::optional<std::int64_t> integer_of(const YamlNode& node) {
  if (node.kind != YamlKind::scalar || node.is_quoted || !is_integer(node.text))
    return std::nullopt;
  std::int64_t number = 0;
  const char* const end = node.text.data() + node.text.size();
  const auto [at, failure] = std::from_chars(node.text.data(), end, number);
  if (failure != std::errc{} || at != end) return std::nullopt;
  return number;
}

}  // namespace migrate::models
