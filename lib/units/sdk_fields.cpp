#include "units/sdk_fields.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "support/suggest.hpp"
#include "support/text.hpp"
#include "units/sdk_source.hpp"

namespace migrate::units {
namespace {

constexpr std::string_view sdk_namespace = "migrate::";

/// The body of `struct NAME {`, up to the line that closes it.
std::string_view body_of(std::string_view name) {
  const std::string begin = fmt::format("\nstruct {} {{\n", name);
  for (const SdkFile& file : sdk_files()) {
    const std::size_t at = file.text.find(begin);
    if (at == std::string_view::npos) continue;
    const std::string_view rest = file.text.substr(at + begin.size());
    return rest.substr(0, rest.find("\n};"));
  }
  return {};
}

/// The name that a line declares: what stands in front of its initialiser.
std::string_view declared_name(std::string_view line) {
  line = support::trim(line);
  if (line.starts_with("//")) return {};
  const std::string_view head = line.substr(0, line.find('{'));
  if (head.size() == line.size()) return {};
  return head.substr(head.rfind(' ') + 1);
}

/// What stands between the quotes behind `words`, without the SDK's namespace.
std::string_view quoted(std::string_view text, std::string_view words) {
  const std::size_t at = text.find(words);
  if (at == std::string_view::npos) return {};
  text.remove_prefix(at + words.size());
  text = text.substr(0, text.find('\''));
  if (text.starts_with(sdk_namespace)) text.remove_prefix(sdk_namespace.size());
  return text;
}

std::string unknown_field_hint(std::string_view type, std::string_view field) {
  const std::vector<std::string> fields = sdk_fields(type);
  if (fields.empty()) return {};
  const std::string guess = support::did_you_mean(field, fields);
  return guess.empty() ? fmt::format("{} has: {}", type, fmt::join(fields, ", ")) : guess;
}

}  // namespace

std::vector<std::string> sdk_fields(std::string_view name) {
  std::vector<std::string> fields;
  std::string_view body = body_of(name);
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view field = declared_name(body.substr(0, end));
    if (!field.empty()) fields.emplace_back(field);
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return fields;
}

std::string field_hint(std::string_view text) {
  // GCC's words, then clang's.
  const std::string_view gcc_field = quoted(text, "has no non-static data member named '");
  if (!gcc_field.empty()) return unknown_field_hint(quoted(text, "'"), gcc_field);
  const std::string_view clang_field = quoted(text, "field designator '");
  if (!clang_field.empty()) {
    return unknown_field_hint(quoted(text, "does not refer to any field in type '"), clang_field);
  }
  const std::string_view ordered = quoted(text, "does not match declaration order in '");
  const std::vector<std::string> fields = sdk_fields(ordered);
  if (fields.empty()) return {};
  return fmt::format("the fields of {} stand in this order: {}", ordered, fmt::join(fields, ", "));
}

}  // namespace migrate::units
