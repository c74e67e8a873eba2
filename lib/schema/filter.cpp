#include "schema/filter.hpp"

#include <algorithm>

namespace migrate::schema {
namespace {

bool is_one_schema(std::string_view a, std::string_view b, std::string_view default_schema) {
  const auto full = [&](std::string_view name) { return name.empty() ? default_schema : name; };
  return full(a) == full(b);
}

bool matches_one(
    const std::vector<std::string>& patterns, const Name& name, std::string_view default_schema) {
  const std::string_view schema = name.schema.empty() ? default_schema : name.schema;
  const std::string full = std::string(schema) + "." + name.name;
  return std::ranges::any_of(patterns, [&](const std::string& pattern) {
    const bool has_schema = pattern.find('.') != std::string::npos;
    return matches(pattern, has_schema ? full : name.name);
  });
}

}  // namespace

// Greedy, with one way back: to the last `*`, which then takes one character more.
bool matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t taken = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool includes_schema(
    const Filter& filter, std::string_view schema, std::string_view default_schema) {
  if (filter.schemas.empty()) return is_one_schema(schema, "", default_schema);
  return std::ranges::any_of(filter.schemas, [&](const std::string& one) {
    return is_one_schema(one, schema, default_schema);
  });
}

bool includes(const Filter& filter, const Name& name, std::string_view default_schema) {
  const bool is_version_table =
      name.name == filter.version_table.name &&
      is_one_schema(name.schema, filter.version_table.schema, default_schema);
  return !is_version_table && includes_schema(filter, name.schema, default_schema) &&
         matches_one(filter.tables, name, default_schema) &&
         !matches_one(filter.exclude_tables, name, default_schema);
}

}  // namespace migrate::schema
